using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Writes one chunk: behind a savepoint of the load's transaction, or in a transaction of a session of its own, which is committed when the chunk is complete.</summary>
internal sealed class PostgresTableWriter : TableWriter
{
    private readonly LoadSession _session;
    private readonly BlockWriter _blocks;
    private readonly Action<long, long> _count;
    private readonly Action? _leave;

    private PostgresTableWriter(LoadSession session, BlockWriter blocks, Action<long, long> count, Action? leave) => (_session, _blocks, _count, _leave) = (session, blocks, count, leave);

    private bool OwnsSession => _leave is null;

    /// <summary>Opens a writer in the load's session.</summary>
    public static async ValueTask<PostgresTableWriter> OpenAsync(
        LoadSession session, LoadTarget target, LoadRequest request, string chunkId, RowsSetAside? aside, Action<long, long> count, Action leave, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync("SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        return new PostgresTableWriter(session, new BlockWriter(session, target, request, chunkId, aside), count, leave);
    }

    /// <summary>Opens a writer in a session of its own, beside the load's.</summary>
    public static async ValueTask<PostgresTableWriter> OpenBesideAsync(
        LoadSession load, LoadTarget target, LoadRequest request, string chunkId, Action<long, long> count, CancellationToken cancellationToken)
    {
        PostgresConnection connection = await load.Connection.OpenBesideAsync(cancellationToken).ConfigureAwait(false);
        PostgresTableWriter? writer = null;
        try
        {
            var session = new LoadSession(connection, load.Where);
            await session.ExecuteAsync("BEGIN", cancellationToken).ConfigureAwait(false);
            return writer = new PostgresTableWriter(session, new BlockWriter(session, target.ForAnotherWriter(request.Schema), request, chunkId, aside: null), count, null);
        }
        finally
        {
            if (writer is null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken) => _blocks.WriteAsync(batch, cancellationToken);

    protected override async ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        await _blocks.CompleteAsync(cancellationToken).ConfigureAwait(false);
        await _session.ExecuteAsync(OwnsSession ? "COMMIT" : "RELEASE SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        _count(_blocks.Written, _blocks.Rejected);
        return _blocks.Written;
    }

    protected override async ValueTask DisposeCoreAsync(bool completed)
    {
        try
        {
            await _blocks.DisposeAsync().ConfigureAwait(false);
            if (!completed && !OwnsSession && _session.Connection.IsOpen)
            {
                await _session.ExecuteAsync(["ROLLBACK TO SAVEPOINT hawser_writer", "RELEASE SAVEPOINT hawser_writer"], CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            _leave?.Invoke();
            // A session that ends in a transaction rolls it back.
            if (OwnsSession)
            {
                await _session.Connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
