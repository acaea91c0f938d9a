using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>
/// Carries batches from the reader's thread to the writer's, bounded by number and by bytes: a reader that is faster waits. Both sides block; each has a thread of its own.
/// </summary>
/// <param name="maxBatches">The most batches that wait.</param>
/// <param name="maxBytes">The most bytes that wait or are being written; one batch is let through whatever its size.</param>
internal sealed class BatchQueue(int maxBatches, long maxBytes) : IDisposable
{
    private readonly Queue<(RecordBatch Batch, long Bytes, long FirstRow)> _waiting = new();
    private readonly object _lock = new();
    private long _bytes;
    private long _rows;
    private bool _completed;
    private bool _disposed;

    private bool IsFull => _waiting.Count >= maxBatches || _bytes >= maxBytes;

    /// <summary>Waits until there is room; the reader asks before it decodes the next batch, so that memory stays bounded.</summary>
    /// <exception cref="OperationCanceledException">The copy was cancelled.</exception>
    public void WaitForRoom(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static q => ((BatchQueue)q!).Wake(), this);
        lock (_lock)
        {
            while (!cancellationToken.IsCancellationRequested && !_disposed && IsFull)
            {
                Monitor.Wait(_lock);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Waits until the queue is full, so that a further consumer is of use; false when no more batches come.</summary>
    /// <exception cref="OperationCanceledException">The copy was cancelled.</exception>
    public bool WaitUntilFull(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static q => ((BatchQueue)q!).Wake(), this);
        lock (_lock)
        {
            while (!cancellationToken.IsCancellationRequested && !_completed && !IsFull)
            {
                Monitor.Wait(_lock);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return !_completed;
        }
    }

    /// <summary>Hands a batch over; the queue then owns it.</summary>
    public void Add(RecordBatch batch, long bytes)
    {
        lock (_lock)
        {
            if (!_disposed)
            {
                _waiting.Enqueue((batch, bytes, _rows));
                _bytes += bytes;
                _rows += batch.RowCount;
                Monitor.PulseAll(_lock);
                return;
            }
        }

        batch.Dispose();
    }

    /// <summary>Says that no more batches come.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>The next batch, owned by the caller, and how many rows came before it; null after the last. Its bytes count until <see cref="Release"/>.</summary>
    /// <exception cref="OperationCanceledException">The copy was cancelled.</exception>
    public (RecordBatch Batch, long Bytes, long FirstRow)? Take(CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration wake = cancellationToken.UnsafeRegister(static q => ((BatchQueue)q!).Wake(), this);
        lock (_lock)
        {
            while (!cancellationToken.IsCancellationRequested && _waiting.Count == 0 && !_completed)
            {
                Monitor.Wait(_lock);
            }

            cancellationToken.ThrowIfCancellationRequested();
            if (_waiting.Count == 0)
            {
                return null;
            }

            (RecordBatch Batch, long Bytes, long FirstRow) next = _waiting.Dequeue();
            Monitor.PulseAll(_lock);
            return next;
        }
    }

    /// <summary>Gives back the bytes of a batch that was written.</summary>
    public void Release(long bytes)
    {
        lock (_lock)
        {
            _bytes -= bytes;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Disposes the batches that nobody took.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            while (_waiting.TryDequeue(out (RecordBatch Batch, long Bytes, long FirstRow) next))
            {
                next.Batch.Dispose();
            }

            Monitor.PulseAll(_lock);
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
