namespace Hawser.Connectors;

/// <summary>What a statement without rows did.</summary>
/// <param name="RowsAffected">How many rows were changed; null when the engine does not say.</param>
public sealed record ExecuteResult(long? RowsAffected)
{
    /// <summary>The engine's name for this statement; null when it has none.</summary>
    public string? QueryId { get; init; }

    /// <summary>What the engine said.</summary>
    public IReadOnlyList<ServerMessage> Messages { get; init; } = [];
}
