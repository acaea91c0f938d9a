namespace Hawser.Connectors;

/// <summary>What a committed load did. Rows taken = written + rejected.</summary>
/// <param name="RowsWritten">Rows in the target because of this load.</param>
/// <param name="RowsRejected">Rows given to the reject sink.</param>
public sealed record LoadResult(long RowsWritten, long RowsRejected)
{
    /// <summary>What the engine said.</summary>
    public IReadOnlyList<ServerMessage> Messages { get; init; } = [];
}
