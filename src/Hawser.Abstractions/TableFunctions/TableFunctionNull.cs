using System.Text;

namespace Hawser.Connectors;

/// <summary>The literal <c>null</c>.</summary>
public sealed class TableFunctionNull : TableFunctionValue
{
    private TableFunctionNull()
    {
    }

    /// <summary>The one null.</summary>
    public static TableFunctionNull Instance { get; } = new();

    internal override void AppendTo(StringBuilder text) => text.Append("null");
}
