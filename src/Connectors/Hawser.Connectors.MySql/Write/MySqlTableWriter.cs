using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Writes one chunk. Its rows stand behind a savepoint of the load's transaction until it is complete; beside other writers each block of them is committed, in the table beside the target.</summary>
internal sealed class MySqlTableWriter : TableWriter
{
    private const string WaitForWriters = "SET innodb_lock_wait_timeout = 100000000";

    private readonly LoadSession _session;
    private readonly BlockWriter _blocks;
    private readonly bool _ownsTransaction;
    private readonly Func<MySqlTableWriter, ValueTask> _close;

    private MySqlTableWriter(LoadSession session, BlockWriter blocks, bool ownsTransaction, Func<MySqlTableWriter, ValueTask> close) =>
        (_session, _blocks, _ownsTransaction, _close) = (session, blocks, ownsTransaction, close);

    /// <summary>The session that it writes on.</summary>
    public LoadSession Session => _session;

    /// <summary>Whether it was given up when rows of it were committed already, which cannot be taken back alone.</summary>
    public bool IsTorn { get; private set; }

    /// <summary>Rows written and rejected, once it is complete; 0 before.</summary>
    public (long Written, long Rejected) Counts { get; private set; }

    /// <summary>Opens a writer.</summary>
    /// <param name="session">The session that it writes on.</param>
    /// <param name="target">What is written to.</param>
    /// <param name="request">The load.</param>
    /// <param name="chunkId">The chunk.</param>
    /// <param name="aside">Keeps all rows, where they are moved on when the load is committed; else null.</param>
    /// <param name="ownsTransaction">Whether the writer has transactions of its own.</param>
    /// <param name="close">Told when it is closed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<MySqlTableWriter> OpenAsync(
        LoadSession session, LoadTarget target, LoadRequest request, string chunkId, RowsSetAside? aside, bool ownsTransaction, Func<MySqlTableWriter, ValueTask> close, CancellationToken cancellationToken)
    {
        if (ownsTransaction)
        {
            // Nobody but another writer of the load can hold a lock there, on a key that both were given: it is waited for, and then the key is there twice.
            await session.ExecuteAsync(WaitForWriters, cancellationToken).ConfigureAwait(false);
        }

        else
        {
            await session.ExecuteAsync("SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        }

        return new MySqlTableWriter(session, new BlockWriter(session, target, request, chunkId, aside), ownsTransaction, close);
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken) => _blocks.WriteAsync(batch, cancellationToken);

    protected override async ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        await _blocks.CompleteAsync(cancellationToken).ConfigureAwait(false);
        if (!_ownsTransaction)
        {
            await _session.ExecuteAsync("RELEASE SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        }

        Counts = (_blocks.Written, _blocks.Rejected);
        return _blocks.Written;
    }

    protected override async ValueTask DisposeCoreAsync(bool completed)
    {
        IsTorn = !completed && _blocks.HasCommitted;
        try
        {
            await _blocks.DisposeAsync().ConfigureAwait(false);
            if (!completed && _session.Session.IsUsable)
            {
                await UndoAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            await _close(this).ConfigureAwait(false);
        }
    }

    private async ValueTask UndoAsync()
    {
        try
        {
            await _session.ExecuteAsync(_ownsTransaction ? "ROLLBACK" : "ROLLBACK TO SAVEPOINT hawser_writer", CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException e) when (e.VendorCode == MySqlErrors.NoSavepoint)
        {
            // A deadlock has undone the whole transaction, savepoints and all; the error that ended the writer says so.
            return;
        }
    }
}
