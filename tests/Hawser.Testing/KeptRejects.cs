using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Testing;

/// <summary>Keeps rejected rows as text, and what was said of them. Writers may call it at the same time.</summary>
public sealed class KeptRejects : RejectSink
{
    private readonly Lock _lock = new();

    /// <summary>The rows, each as its number and a JSON array.</summary>
    public List<string> Rows { get; } = [];

    /// <summary>What was said; the rows themselves are gone.</summary>
    public List<RejectedRow> Reports { get; } = [];

    /// <inheritdoc/>
    public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(row);
        if (row.Reason.Length == 0 || row.Row.RowCount != 1)
        {
            throw new JudgeException($"A reject of {row.Row.RowCount} rows came with the reason \"{row.Reason}\", where one row and a reason are due.");
        }

        lock (_lock)
        {
            Rows.Add($"{row.RowNumber}: {CellText.RowOf(row.Row, 0)}");
            Reports.Add(row);
        }

        return default;
    }
}
