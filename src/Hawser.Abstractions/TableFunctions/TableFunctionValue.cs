using System.Text;

namespace Hawser.Connectors;

/// <summary>A literal given to a table function. There are six kinds, all defined here; nothing in them is evaluated.</summary>
/// <remarks>
/// The kinds are <see cref="TableFunctionText"/>, <see cref="TableFunctionNumber"/>, <see cref="TableFunctionBoolean"/>,
/// <see cref="TableFunctionNull"/>, <see cref="TableFunctionList"/> and <see cref="TableFunctionStruct"/>. Values compare by content.
/// </remarks>
public abstract class TableFunctionValue : IEquatable<TableFunctionValue>
{
    private protected TableFunctionValue()
    {
    }

    /// <summary>The literal in canonical spelling: text in single quotes with inner quotes doubled, lists in brackets, structs in braces.</summary>
    /// <returns>Text that parses back to an equal value.</returns>
    public sealed override string ToString()
    {
        var text = new StringBuilder();
        AppendTo(text);
        return text.ToString();
    }

    /// <inheritdoc/>
    public bool Equals(TableFunctionValue? other) => other is not null && other.GetType() == GetType() && other.ToString() == ToString();

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as TableFunctionValue);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    internal abstract void AppendTo(StringBuilder text);
}
