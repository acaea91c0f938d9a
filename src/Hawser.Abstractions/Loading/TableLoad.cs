using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// A load in progress: open writers, write batches, complete the writers, commit. Disposed without commit it leaves the target as it was (or, where the engine
/// keeps checkpoints, what completed chunks left). While it is open, it is its connection's operation.
/// </summary>
public abstract class TableLoad : IAsyncDisposable, IDisposable
{
    private int _openWriters;
    private volatile bool _hasFailed;
    private int _ended;
    private int _disposed;
    private OperationScope? _operation;
    private Schema? _schema;

    /// <summary>How many writers may be open at the same time; opening a further one may still fail for want of sessions (<see cref="ConnectorStatus.ResourceExhausted"/>), which spoils nothing.</summary>
    public virtual int MaxWriters => 1;

    /// <summary>Opens a writer for a chunk. The caller disposes it before it commits.</summary>
    /// <param name="chunkId">Names the chunk in checkpoints and rejects; empty when there is only one.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<TableWriter> OpenWriterAsync(string chunkId = "", CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(chunkId);
        ThrowIfEnded();
        if (Interlocked.Increment(ref _openWriters) > MaxWriters)
        {
            Interlocked.Decrement(ref _openWriters);
            throw new InvalidOperationException($"The load takes {MaxWriters} writer(s) at the same time; dispose one first.");
        }

        TableWriter? writer = null;
        try
        {
            writer = await OpenWriterCoreAsync(chunkId, cancellationToken).ConfigureAwait(false);
            writer.Attach(_schema, () => Interlocked.Decrement(ref _openWriters), () => _hasFailed = true);
            return writer;
        }
        finally
        {
            if (writer is null)
            {
                Interlocked.Decrement(ref _openWriters);
            }
        }
    }

    /// <inheritdoc cref="OpenWriterAsync"/>
    public TableWriter OpenWriter(string chunkId = "", CancellationToken cancellationToken = default) => SyncPump.Run(() => OpenWriterAsync(chunkId, cancellationToken));

    /// <summary>Whether an earlier run of the same load already committed the chunk; false where the engine keeps no checkpoints.</summary>
    public ValueTask<bool> IsChunkDoneAsync(string chunkId, CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        return IsChunkDoneCoreAsync(chunkId, cancellationToken);
    }

    /// <summary>
    /// Makes everything that was written visible at once. Every writer must have been disposed. Where files are staged and the engine reads them now, rejects come now too.
    /// </summary>
    /// <exception cref="ConnectorException">The engine refused; nothing was changed.</exception>
    /// <exception cref="InvalidOperationException">A writer is still open, or one failed.</exception>
    public ValueTask<LoadResult> CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        if (_hasFailed)
        {
            throw new InvalidOperationException("A writer of the load failed, so rows are missing; the load can only be disposed.");
        }

        return Volatile.Read(ref _openWriters) == 0
            ? CommitOnceAsync(cancellationToken)
            : throw new InvalidOperationException("A writer of the load is still open; complete and dispose it before the commit.");
    }

    /// <inheritdoc cref="CommitAsync"/>
    public LoadResult Commit(CancellationToken cancellationToken = default) => SyncPump.Run(() => CommitAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        try
        {
            await DisposeCoreAsync(committed: Interlocked.Exchange(ref _ended, 2) == 1).ConfigureAwait(false);
        }
        finally
        {
            _operation?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SyncPump.Run(async () =>
        {
            await DisposeAsync().ConfigureAwait(false);
            return true;
        });
        GC.SuppressFinalize(this);
    }

    internal void Attach(OperationScope operation, Schema schema) => (_operation, _schema) = (operation, schema);

    /// <summary>Opens a writer.</summary>
    protected abstract ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken);

    /// <summary>Looks for a checkpoint.</summary>
    protected virtual ValueTask<bool> IsChunkDoneCoreAsync(string chunkId, CancellationToken cancellationToken) => new(false);

    /// <summary>Commits; called at most once with success.</summary>
    protected abstract ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken);

    /// <summary>Releases what the load holds, and undoes it when it was not committed. Called once.</summary>
    protected abstract ValueTask DisposeCoreAsync(bool committed);

    private async ValueTask<LoadResult> CommitOnceAsync(CancellationToken cancellationToken)
    {
        LoadResult result = await CommitCoreAsync(cancellationToken).ConfigureAwait(false);
        Interlocked.CompareExchange(ref _ended, 1, 0);
        return result;
    }

    private void ThrowIfEnded()
    {
        int ended = Volatile.Read(ref _ended);
        ObjectDisposedException.ThrowIf(ended == 2, this);
        if (ended == 1)
        {
            throw new InvalidOperationException("The load was committed.");
        }
    }
}
