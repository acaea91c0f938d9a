namespace Hawser.Arrow;

/// <summary>
/// Pulls record batches, one after the other. The caller owns each batch, which stays valid after the next call and after the reader is disposed.
/// One caller at a time. Disposing early gives up the rest: a query behind the reader is cancelled.
/// </summary>
public abstract class RecordBatchReader : IDisposable, IAsyncDisposable
{
    private bool _disposed;

    /// <summary>The schema that every batch has; known before the first batch is read.</summary>
    public abstract Schema Schema { get; }

    /// <summary>The next batch, or null after the last one (and ever after). The caller disposes it. Batches are never empty unless the source's own are.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public RecordBatch? ReadNext(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        return ReadNextCore(cancellationToken);
    }

    /// <inheritdoc cref="ReadNext"/>
    public ValueTask<RecordBatch?> ReadNextAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return cancellationToken.IsCancellationRequested
            ? ValueTask.FromCanceled<RecordBatch?>(cancellationToken)
            : ReadNextCoreAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_disposed)
        {
            _disposed = true;
            DisposeCore();
            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            await DisposeCoreAsync().ConfigureAwait(false);
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Reads the next batch. An embedded engine overrides it; the default pumps <see cref="ReadNextCoreAsync"/> on the calling thread.</summary>
    protected virtual RecordBatch? ReadNextCore(CancellationToken cancellationToken) => SyncPump.Run(() => ReadNextCoreAsync(cancellationToken));

    /// <summary>Reads the next batch. An embedded engine returns <c>new(ReadNextCore(cancellationToken))</c>.</summary>
    protected abstract ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken);

    /// <summary>Releases what the reader holds; called once. The default pumps <see cref="DisposeCoreAsync"/>.</summary>
    protected virtual void DisposeCore() => SyncPump.Run(async () =>
    {
        await DisposeCoreAsync().ConfigureAwait(false);
        return true;
    });

    /// <summary>Releases what the reader holds; called once.</summary>
    protected abstract ValueTask DisposeCoreAsync();
}
