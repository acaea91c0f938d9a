using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>What a query gives: rows, and what the engine said. Disposing it early cancels the query and frees the connection for the next operation.</summary>
/// <param name="reader">The rows; the result owns it.</param>
public sealed class QueryResult(RecordBatchReader reader) : IDisposable, IAsyncDisposable
{
    /// <summary>The rows. A statement without rows has a reader whose schema has no fields.</summary>
    public RecordBatchReader Reader { get; } = reader;

    /// <summary>How many rows were changed; null when the engine does not say or nothing could change.</summary>
    public long? RowsAffected { get; init; }

    /// <summary>The engine's name for this query; null when it has none.</summary>
    public string? QueryId { get; init; }

    /// <summary>What the engine said so far.</summary>
    public IReadOnlyList<ServerMessage> Messages { get; init; } = [];

    /// <inheritdoc/>
    public void Dispose() => Reader.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Reader.DisposeAsync();
}
