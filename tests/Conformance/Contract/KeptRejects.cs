using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

/// <summary>Notes each rejected row as text.</summary>
internal sealed class KeptRejects : RejectSink
{
    public List<string> Rows { get; } = [];

    public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
    {
        Assert.NotEmpty(row.Reason);
        Assert.Equal(1, row.Row.RowCount);
        lock (Rows)
        {
            Rows.Add($"{row.RowNumber}: {CellText.RowOf(row.Row, 0)}");
        }

        return ValueTask.CompletedTask;
    }
}
