using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>
/// Batches on their way from writers into a statement that reads them as a table. At most <see cref="MostQueued"/> batches wait; a writer that is faster is held up.
/// Writers call from their threads, <see cref="Fill"/> is called by one thread of the engine at a time.
/// </summary>
internal sealed class ScanFeed(IReadOnlyList<ScanColumn> columns, RejectSink? rejects, string where) : IDisposable
{
    private const int MostQueued = 2;
    private static readonly int VectorRows = (int)ChunkApi.duckdb_vector_size();

    private readonly object _lock = new();
    private readonly Queue<QueuedBatch> _queue = new();
    private readonly CancellationTokenSource _stopped = new();
    private bool _isComplete;
    private Exception? _failure;
    private QueuedBatch? _current;
    private QueuedBatch? _spent;
    private int _position;

    public IReadOnlyList<ScanColumn> Columns => columns;

    /// <summary>Why the feed ended before its time; null when it did not.</summary>
    public Exception? Failure
    {
        get
        {
            lock (_lock)
            {
                return _failure;
            }
        }
    }

    /// <summary>Hands a batch over; waits while too many are queued. The batch is retained.</summary>
    /// <exception cref="ConnectorException">The engine gave up; the reason is the one that it gave.</exception>
    public void Add(RecordBatch batch, WriterState writer, CancellationToken cancellationToken)
    {
        using var wake = cancellationToken.UnsafeRegister(static feed => ((ScanFeed)feed!).WakeAll(), this);
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
        using var wake = cancellationToken.UnsafeRegister(static feed => ((ScanFeed)feed!).WakeAll(), this);
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

    /// <summary>Puts the next rows into a chunk of the engine; no rows mean the end.</summary>
    /// <exception cref="ConnectorException">A row does not fit and there is no reject sink.</exception>
    public void Fill(nint chunk)
    {
        Release(ref _spent);
        while (true)
        {
            if (_current is null && !TakeNext())
            {
                ChunkApi.duckdb_data_chunk_set_size(chunk, 0);
                return;
            }

            var rows = Encode(chunk);
            if (_position >= _current!.Batch.RowCount)
            {
                // The chunk points into the batch, which therefore lives until the engine asks for the next chunk.
                _spent = _current;
                _current = null;
                MarkTaken(_spent.Writer);
            }

            if (rows > 0)
            {
                ChunkApi.duckdb_data_chunk_set_size(chunk, (ulong)rows);
                return;
            }

            Release(ref _spent);
        }
    }

    /// <summary>Throws why the feed ended early, when it did.</summary>
    public void ThrowIfFailed()
    {
        var failure = Failure;
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
        Release(ref _spent);
        Release(ref _current);
        lock (_lock)
        {
            while (_queue.TryDequeue(out var queued))
            {
                queued.Batch.Dispose();
            }
        }

        foreach (var column in columns)
        {
            column.Dispose();
        }

        _stopped.Dispose();
    }

    private static void Release(ref QueuedBatch? queued)
    {
        queued?.Batch.Dispose();
        queued = null;
    }

    private bool TakeNext()
    {
        lock (_lock)
        {
            while (_queue.Count == 0 && !_isComplete && _failure is null)
            {
                Monitor.Wait(_lock);
            }

            ThrowIfFailed();
            _position = 0;
            var isThere = _queue.TryDequeue(out _current);
            Monitor.PulseAll(_lock);
            return isThere;
        }
    }

    /// <summary>Writes rows from the current position on, up to a vector's size or the first row that is rejected, and returns how many.</summary>
    private int Encode(nint chunk)
    {
        var batch = _current!.Batch;
        var wanted = Math.Min(VectorRows, batch.RowCount - _position);
        while (true)
        {
            var misfit = TryEncode(batch, chunk, wanted);
            if (misfit is null)
            {
                _position += wanted;
                return wanted;
            }

            if (misfit.Row == _position)
            {
                Reject(misfit);
                _position++;
                return 0;
            }

            // The rows before the misfit go first; the chunk is written anew without it.
            wanted = misfit.Row - _position;
            ChunkApi.duckdb_data_chunk_reset(chunk);
        }
    }

    private Misfit? TryEncode(RecordBatch batch, nint chunk, int count)
    {
        Misfit? first = null;
        for (var i = 0; i < columns.Count; i++)
        {
            var column = columns[i];
            var array = batch[column.Source];
            var rows = first is null ? count : first.Row - _position;
            if (column.IsRequired && NullRows.FirstIn(array, _position, rows) is { } nullRow)
            {
                first = new Misfit(nullRow, column.Name, "NULL is not allowed");
                rows = nullRow - _position;
            }

            try
            {
                column.Form.Encoder.Write(array, _position, rows, ChunkApi.duckdb_data_chunk_get_vector(chunk, (ulong)i), 0);
            }
            catch (CellMisfitException misfit)
            {
                first = new Misfit(misfit.Row, column.Name, misfit.Message);
            }
        }

        return first;
    }

    private void Reject(Misfit misfit)
    {
        var queued = _current!;
        var rowNumber = queued.FirstRow + misfit.Row;
        if (rejects is null)
        {
            throw DuckDbErrors.Misfit(where, misfit.Column, rowNumber, misfit.Reason);
        }

        using var row = queued.Batch.Slice(misfit.Row, 1);
        var rejected = new RejectedRow(row, rowNumber, misfit.Column, misfit.Reason) { ChunkId = queued.Writer.ChunkId };
        SyncPump.Run(async () =>
        {
            await rejects.RejectAsync(rejected, _stopped.Token).ConfigureAwait(false);
            return true;
        });
        queued.Writer.RowsRejected++;
    }

    private void MarkTaken(WriterState writer)
    {
        lock (_lock)
        {
            writer.Pending--;
            Monitor.PulseAll(_lock);
        }
    }

    private void WakeAll()
    {
        lock (_lock)
        {
            Monitor.PulseAll(_lock);
        }
    }

    private sealed record Misfit(int Row, string Column, string Reason);
}
