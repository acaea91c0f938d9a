using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>
/// The batches that wait between the writers' threads and the one of the engine. At most <see cref="MostQueued"/> do; a writer that is faster is held up.
/// </summary>
/// <param name="where">What is loaded, for errors.</param>
internal sealed class ScanQueue(string where) : IDisposable
{
    private const int MostQueued = 2;

    private readonly object _lock = new();
    private readonly Queue<QueuedBatch> _queue = new();
    private readonly CancellationTokenSource _stopped = new();
    private bool _isComplete;
    private Exception? _failure;

    /// <summary>Cancelled when the queue ends early.</summary>
    public CancellationToken Stopped => _stopped.Token;

    /// <summary>Hands a batch over; waits while too many are queued. The batch is retained.</summary>
    /// <exception cref="ConnectorException">The engine gave up; the reason is the one that it gave.</exception>
    public void Add(RecordBatch batch, WriterState writer, CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.UnsafeRegister(static queue => ((ScanQueue)queue!).WakeAll(), this);
        lock (_lock)
        {
            while (_queue.Count >= MostQueued && _failure is null && !cancellationToken.IsCancellationRequested)
            {
                Monitor.Wait(_lock);
            }

            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfFailed();
            _queue.Enqueue(new QueuedBatch(batch.Retain(), writer, writer.RowsTaken));
            writer.RowsTaken += batch.RowCount;
            writer.Pending++;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Waits until the engine has taken all that a writer handed over.</summary>
    public void WaitUntilTaken(WriterState writer, CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.UnsafeRegister(static queue => ((ScanQueue)queue!).WakeAll(), this);
        lock (_lock)
        {
            while (writer.Pending > 0 && _failure is null && !cancellationToken.IsCancellationRequested)
            {
                Monitor.Wait(_lock);
            }

            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfFailed();
        }
    }

    /// <summary>Says that no more batches come.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _isComplete = true;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Ends the feed early. The first reason counts.</summary>
    public void Fail(Exception reason)
    {
        lock (_lock)
        {
            _failure ??= reason;
            Monitor.PulseAll(_lock);
        }

        _stopped.Cancel();
    }

    /// <summary>Waits for the next batch, whose reference is the caller's from then on; null when no more come.</summary>
    /// <exception cref="ConnectorException">The queue ended early.</exception>
    public QueuedBatch? TakeNext()
    {
        lock (_lock)
        {
            while (_queue.Count == 0 && !_isComplete && _failure is null)
            {
                Monitor.Wait(_lock);
            }

            ThrowIfFailed();
            _queue.TryDequeue(out QueuedBatch? next);
            Monitor.PulseAll(_lock);
            return next;
        }
    }

    /// <summary>Says that the engine has taken a batch of a writer.</summary>
    public void MarkTaken(WriterState writer)
    {
        lock (_lock)
        {
            writer.Pending--;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Throws why the feed ended early, when it did.</summary>
    public void ThrowIfFailed()
    {
        Exception? failure;
        lock (_lock)
        {
            failure = _failure;
        }

        switch (failure)
        {
            case null:
                return;
            case ConnectorException error:
                throw new ConnectorException(error.Status, error.Connector, error.Detail, error)
                {
                    Hint = error.Hint, IsTransient = error.IsTransient, SqlState = error.SqlState, VendorCode = error.VendorCode,
                };
            case OperationCanceledException:
                throw new OperationCanceledException("The load was given up.", failure);
            default:
                throw new ConnectorException(ConnectorStatus.Internal, DuckDbErrors.Connector, $"{where}: {failure.Message}", failure);
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            while (_queue.TryDequeue(out var queued))
            {
                queued.Batch.Dispose();
            }
        }

        _stopped.Dispose();
    }

    private void WakeAll()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }
}
