using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Writes one chunk. Its rows stand behind a savepoint until it is complete.</summary>
internal sealed class PostgresTableWriter : TableWriter
{
    private readonly LoadSession _session;
    private readonly BlockWriter _blocks;
    private readonly Action<long, long> _count;

    private PostgresTableWriter(LoadSession session, BlockWriter blocks, Action<long, long> count) => (_session, _blocks, _count) = (session, blocks, count);

    /// <summary>Opens a writer.</summary>
    public static async ValueTask<PostgresTableWriter> OpenAsync(
        LoadSession session, LoadTarget target, LoadRequest request, string chunkId, Action<long, long> count, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        return new PostgresTableWriter(session, new BlockWriter(session, target, request, chunkId), count);
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken) => _blocks.WriteAsync(batch, cancellationToken);

    protected override async ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        await _blocks.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await _session.ExecuteAsync("RELEASE SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        _count(_blocks.Written, _blocks.Rejected);
        return _blocks.Written;
    }

    protected override async ValueTask DisposeCoreAsync(bool completed)
    {
        await _blocks.DisposeAsync().ConfigureAwait(false);
        if (!completed && _session.Connection.IsOpen)
        {
            await _session.ExecuteAsync(["ROLLBACK TO SAVEPOINT hawser_writer", "RELEASE SAVEPOINT hawser_writer"], CancellationToken.None).ConfigureAwait(false);
        }
    }
}
