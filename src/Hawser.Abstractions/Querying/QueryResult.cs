using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>What a query gives: rows, and what the engine said. Disposing it early cancels the query and frees the connection for the next operation.</summary>
/// <param name="reader">The rows; the result owns it.</param>
public sealed class QueryResult(RecordBatchReader reader) : IDisposable, IAsyncDisposable
{
    /// <summary>The rows. A statement without rows has a reader whose schema has no fields.</summary>
    public RecordBatchReader Reader { get; } = reader;

    /// <summary>What the engine says besides the rows. A connector that learns it while rows are read keeps the object and fills it in.</summary>
    public StatementOutcome Outcome { get; init; } = new();

    /// <summary>How many rows were changed; null when the engine does not say or nothing could change. Final when the rows were read to the end.</summary>
    public long? RowsAffected
    {
        get => Outcome.RowsAffected;
        init => Outcome.RowsAffected = value;
    }

    /// <summary>The engine's name for this query; null when it has none.</summary>
    public string? QueryId
    {
        get => Outcome.QueryId;
        init => Outcome.QueryId = value;
    }

    /// <summary>What the engine said so far.</summary>
    public IReadOnlyList<ServerMessage> Messages
    {
        get => Outcome.Messages;
        init => Outcome.Messages = value;
    }

    /// <inheritdoc/>
    public void Dispose() => Reader.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Reader.DisposeAsync();
}
