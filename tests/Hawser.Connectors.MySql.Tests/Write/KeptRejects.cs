using Hawser.Testing.Cells;

namespace Hawser.Connectors.MySql.Tests.Write;

/// <summary>Keeps rejected rows as text.</summary>
internal sealed class KeptRejects : RejectSink
{
    public List<string> Rows { get; } = [];

    public List<RejectedRow> Reports { get; } = [];

    public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
    {
        Rows.Add($"{row.RowNumber}: {CellText.RowOf(row.Row, 0)}");
        Reports.Add(row);
        return default;
    }
}
