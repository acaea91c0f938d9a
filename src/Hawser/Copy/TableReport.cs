using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>What happened to one table. Rows read = rows written + rows rejected, or the copy failed.</summary>
/// <param name="Plan">What was planned.</param>
public sealed record TableReport(TablePlan Plan)
{
    /// <summary>Rows read from the source.</summary>
    public long RowsRead { get; init; }

    /// <summary>Rows written into the target.</summary>
    public long RowsWritten { get; init; }

    /// <summary>Rows rejected.</summary>
    public long RowsRejected { get; init; }

    /// <summary>The file that holds the rejected rows; null when there are none.</summary>
    public string? RejectFile { get; init; }

    /// <summary>Bytes of rows that went through, as Arrow data or as one engine sends them to its like; 0 when the target's engine read the source by itself.</summary>
    public long Bytes { get; init; }

    /// <summary>How long reading and writing took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>How long verification took.</summary>
    public TimeSpan VerifyElapsed { get; init; }

    /// <summary>Whether the rows did not pass through Arrow: the target's engine read the source by itself, or took what a source of the same engine sends.</summary>
    public bool WasPushedDown { get; init; }

    /// <summary>How it was proved.</summary>
    public VerifyMode Verified { get; init; }

    /// <summary>What the engines said.</summary>
    public IReadOnlyList<ServerMessage> Messages { get; init; } = [];
}
