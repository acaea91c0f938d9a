namespace Hawser.Connectors;

/// <summary>What a load did whose rows did not pass through Arrow.</summary>
/// <param name="RowsRead">Rows that were counted in the source.</param>
/// <param name="Result">What the load did; its rows are counted in the target.</param>
public sealed record PushedDownLoad(long RowsRead, LoadResult Result)
{
    /// <summary>Bytes of rows that this process passed on; 0 where the target's engine read the source by itself.</summary>
    public long Bytes { get; init; }
}
