using System.Text;

namespace Hawser.Connectors;

/// <summary>A text literal, such as a path or a delimiter.</summary>
/// <param name="value">The text itself, without quotes.</param>
public sealed class TableFunctionText(string value) : TableFunctionValue
{
    /// <summary>The text itself, without quotes and with no escape interpreted: a backslash is a backslash.</summary>
    public string Value { get; } = value ?? throw new ArgumentNullException(nameof(value));

    internal override void AppendTo(StringBuilder text)
        => text.Append('\'').Append(Value.Replace("'", "''", StringComparison.Ordinal)).Append('\'');
}
