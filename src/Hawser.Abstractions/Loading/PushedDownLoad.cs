namespace Hawser.Connectors;

/// <summary>What a load did that the engine ran by itself, without the rows passing through Arrow.</summary>
/// <param name="RowsRead">Rows that the engine counted in the source.</param>
/// <param name="Result">What the load did; its rows are counted in the target.</param>
public sealed record PushedDownLoad(long RowsRead, LoadResult Result);
