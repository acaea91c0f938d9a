using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Writes one chunk. Its rows stand behind a savepoint of the load's transaction, or in a transaction of their own, until it is complete.</summary>
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

    /// <summary>Rows written and rejected, once it is complete; 0 before.</summary>
    public (long Written, long Rejected) Counts { get; private set; }

    /// <summary>Opens a writer.</summary>
    /// <param name="session">The session that it writes on.</param>
    /// <param name="target">What is written to.</param>
    /// <param name="request">The load.</param>
    /// <param name="chunkId">The chunk.</param>
    /// <param name="aside">Keeps all rows, where they are moved on when the load is committed; else null.</param>
    /// <param name="ownsTransaction">Whether the chunk is a transaction of its own.</param>
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

        await session.ExecuteAsync(ownsTransaction ? "START TRANSACTION" : "SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        return new MySqlTableWriter(session, new BlockWriter(session, target, request, chunkId, aside), ownsTransaction, close);
    }

    protected override async ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await _blocks.WriteAsync(batch, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (_ownsTransaction && error.VendorCode == MySqlErrors.Deadlock)
        {
            throw BetweenWriters(error);
        }
    }

    protected override async ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _blocks.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (_ownsTransaction && error.VendorCode == MySqlErrors.Deadlock)
        {
            throw BetweenWriters(error);
        }

        await _session.ExecuteAsync(_ownsTransaction ? "COMMIT" : "RELEASE SAVEPOINT hawser_writer", cancellationToken).ConfigureAwait(false);
        Counts = (_blocks.Written, _blocks.Rejected);
        return _blocks.Written;
    }

    protected override async ValueTask DisposeCoreAsync(bool completed)
    {
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

    private static ConnectorException BetweenWriters(ConnectorException error) => new(error.Status, MySqlErrors.Connector, error.Detail, error)
    {
        SqlState = error.SqlState,
        VendorCode = error.VendorCode,
        Hint = "Two writers were given rows of the same keys; with one writer (--workers 1) each such row is found.",
    };

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
