using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Hands one chunk's batches to the feed. Several writers share one statement, hence one transaction.</summary>
internal sealed class FeedWriter(FeedRun run, string chunkId) : TableWriter
{
    public WriterState State { get; } = new(chunkId);

    protected override void WriteCore(RecordBatch batch, CancellationToken cancellationToken)
    {
        run.Start();
        if (batch.RowCount > 0)
        {
            run.Feed.Queue.Add(batch, State, cancellationToken);
        }
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        WriteCore(batch, cancellationToken);
        return default;
    }

    protected override ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        run.Feed.Queue.WaitUntilTaken(State, cancellationToken);
        return new(State.RowsTaken - State.RowsRejected);
    }

    /// <summary>A chunk's rows cannot be taken back alone: all writers feed one statement. So a chunk that was begun and not completed ends the load.</summary>
    protected override ValueTask DisposeCoreAsync(bool completed)
    {
        if (!completed && State.RowsTaken > 0)
        {
            run.Feed.Queue.Fail(new ConnectorException(
                ConnectorStatus.InvalidStatement, DuckDbErrors.Connector, $"a writer{(chunkId.Length == 0 ? "" : $" (chunk {chunkId})")} was given up before it was complete; the load can only be undone."));
        }

        return default;
    }
}
