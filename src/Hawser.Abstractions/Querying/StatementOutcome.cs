namespace Hawser.Connectors;

/// <summary>
/// What an engine says about a statement besides its rows. Many engines say it only behind the last row, so the reader's connector fills it in while it reads; it is final
/// when the reader has given null.
/// </summary>
public sealed class StatementOutcome
{
    /// <summary>How many rows were changed; null when the engine does not say or nothing could change.</summary>
    public long? RowsAffected { get; set; }

    /// <summary>The engine's name for the statement; null when it has none.</summary>
    public string? QueryId { get; set; }

    /// <summary>What the engine said so far, in its order.</summary>
    public IReadOnlyList<ServerMessage> Messages { get; set; } = [];
}
