using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>A row that was not written, and why.</summary>
/// <param name="Row">The row, alone in a batch. Borrowed: retain it to keep it.</param>
/// <param name="RowNumber">Its position in the load, counted from 0 over all batches of its writer.</param>
/// <param name="Column">The column at fault; null when the row as a whole is.</param>
/// <param name="Reason">What was wrong, in one sentence.</param>
public sealed record RejectedRow(RecordBatch Row, long RowNumber, string? Column, string Reason)
{
    /// <summary>The chunk that the row came in; empty when there is only one.</summary>
    public string ChunkId { get; init; } = "";
}
