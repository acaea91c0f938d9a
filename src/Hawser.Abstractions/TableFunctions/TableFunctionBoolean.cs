using System.Text;

namespace Hawser.Connectors;

/// <summary>The literal <c>true</c> or <c>false</c>.</summary>
/// <param name="value">Which of the two.</param>
public sealed class TableFunctionBoolean(bool value) : TableFunctionValue
{
    /// <summary>Which of the two it is.</summary>
    public bool Value { get; } = value;

    internal override void AppendTo(StringBuilder text) => text.Append(Value ? "true" : "false");
}
