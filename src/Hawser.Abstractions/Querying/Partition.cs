namespace Hawser.Connectors;

/// <summary>One reader's share of a scan: no row is in two, every row is in one. Serialisable: another process that sees the same moment may read it.</summary>
/// <param name="Id">Unique among the shares of a scan, stable for the same data: it names the chunk in checkpoints.</param>
/// <param name="Token">What the connector needs to find the share; opaque to everybody else. Holds no secret.</param>
public sealed record Partition(string Id, string Token)
{
    /// <summary>About how many rows it has; null when not known.</summary>
    public long? EstimatedRows { get; init; }
}
