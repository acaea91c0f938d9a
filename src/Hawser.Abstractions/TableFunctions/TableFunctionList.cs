using System.Text;

namespace Hawser.Connectors;

/// <summary>A list of literals: <c>['a.csv', 'b.csv']</c>.</summary>
/// <param name="items">The items in order.</param>
public sealed class TableFunctionList(IEnumerable<TableFunctionValue> items) : TableFunctionValue
{
    /// <summary>The items in order; may be empty.</summary>
    public IReadOnlyList<TableFunctionValue> Items { get; } = [.. items];

    internal override void AppendTo(StringBuilder text)
    {
        text.Append('[');
        for (var index = 0; index < Items.Count; index++)
        {
            text.Append(index == 0 ? string.Empty : ", ");
            Items[index].AppendTo(text);
        }

        text.Append(']');
    }
}
