namespace Hawser.Copy;

/// <summary>What a copy did, when every table was copied and proved.</summary>
/// <param name="Plan">What was planned.</param>
/// <param name="Tables">What happened, table by table.</param>
public sealed record CopyReport(CopyPlan Plan, IReadOnlyList<TableReport> Tables)
{
    /// <summary>How long it all took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>The most memory that Hawser's buffers took at a time, in bytes.</summary>
    public long PeakBufferBytes { get; init; }

    /// <summary>Rows written over all tables.</summary>
    public long RowsWritten => Tables.Sum(t => t.RowsWritten);
}
