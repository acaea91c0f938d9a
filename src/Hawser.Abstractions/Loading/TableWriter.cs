using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// Takes the batches of one chunk of a load. One caller at a time. Disposed without <see cref="CompleteAsync"/>, its chunk does not count; where the engine cannot take back alone what it has
/// taken of the chunk, the commit throws, and the load can only be disposed.
/// </summary>
public abstract class TableWriter : IAsyncDisposable, IDisposable
{
    private Action? _closed;
    private Action? _failed;
    private Schema? _schema;
    private bool _completed;
    private bool _disposed;

    /// <summary>Writes a batch of the load's schema; the batch is borrowed until the call returns or its task completes.</summary>
    /// <exception cref="ConnectorException">A row does not fit and there is no reject sink, or the engine failed. The load can then only be disposed.</exception>
    public void Write(RecordBatch batch, CancellationToken cancellationToken = default)
    {
        CheckOpen(batch);
        cancellationToken.ThrowIfCancellationRequested();
        bool isWritten = false;
        try
        {
            WriteCore(batch, cancellationToken);
            isWritten = true;
        }
        finally
        {
            NoteUnless(isWritten);
        }
    }

    /// <inheritdoc cref="Write"/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken = default)
    {
        CheckOpen(batch);
        return cancellationToken.IsCancellationRequested ? ValueTask.FromCanceled(cancellationToken) : WriteWatchedAsync(batch, cancellationToken);
    }

    /// <summary>
    /// Ends the chunk: everything written so far reached the engine. Returns the rows that it took, less those rejected so far; an engine that reads staged files rejects at the commit,
    /// and only <see cref="LoadResult"/> is final.
    /// </summary>
    public async ValueTask<long> CompleteAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_completed)
        {
            throw new InvalidOperationException("The writer was completed.");
        }

        try
        {
            long rows = await CompleteCoreAsync(cancellationToken).ConfigureAwait(false);
            _completed = true;
            return rows;
        }
        finally
        {
            NoteUnless(_completed);
        }
    }

    /// <inheritdoc cref="CompleteAsync"/>
    public long Complete(CancellationToken cancellationToken = default) => SyncPump.Run(() => CompleteAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_disposed)
        {
            _disposed = true;
            try
            {
                await DisposeCoreAsync(_completed).ConfigureAwait(false);
            }
            finally
            {
                _closed?.Invoke();
            }

            GC.SuppressFinalize(this);
        }
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

    internal void Attach(Schema? schema, Action closed, Action failed) => (_schema, _closed, _failed) = (schema, closed, failed);

    /// <summary>Writes a batch. An embedded engine overrides it; the default pumps <see cref="WriteCoreAsync"/>.</summary>
    protected virtual void WriteCore(RecordBatch batch, CancellationToken cancellationToken) => SyncPump.Run(async () =>
    {
        await WriteCoreAsync(batch, cancellationToken).ConfigureAwait(false);
        return true;
    });

    /// <summary>Writes a batch. An embedded engine calls <see cref="WriteCore"/> and returns a completed task.</summary>
    protected abstract ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken);

    /// <summary>Ends the chunk.</summary>
    protected abstract ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken);

    /// <summary>Releases what the writer holds; when it was not completed, forgets its chunk.</summary>
    protected abstract ValueTask DisposeCoreAsync(bool completed);

    private async ValueTask WriteWatchedAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        bool isWritten = false;
        try
        {
            await WriteCoreAsync(batch, cancellationToken).ConfigureAwait(false);
            isWritten = true;
        }
        finally
        {
            NoteUnless(isWritten);
        }
    }

    /// <summary>A load of which a batch is missing must not be committed by a caller who goes on after the error.</summary>
    private void NoteUnless(bool isWritten)
    {
        if (!isWritten)
        {
            _failed?.Invoke();
        }
    }

    private void CheckOpen(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ObjectDisposedException.ThrowIf(_disposed, this);
        if (_completed)
        {
            throw new InvalidOperationException("The writer was completed.");
        }

        if (_schema is { } schema && !ReferenceEquals(schema, batch.Schema))
        {
            CheckSchema(schema, batch.Schema);
        }
    }

    private static void CheckSchema(Schema expected, Schema batch)
    {
        if (batch.Fields.Count != expected.Fields.Count)
        {
            throw new ArgumentException($"The batch has {batch.Fields.Count} columns; the load's schema has {expected.Fields.Count}.", nameof(batch));
        }

        for (int i = 0; i < batch.Fields.Count; i++)
        {
            if (batch[i].Name != expected[i].Name || !batch[i].Type.Equals(expected[i].Type))
            {
                throw new ArgumentException($"Column {i + 1} of the batch is \"{batch[i].Name}\" of {batch[i].Type}; the load's schema says \"{expected[i].Name}\" of {expected[i].Type}.", nameof(batch));
            }
        }
    }
}
