using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>
/// The rows that a statement reads as a table: batches as writers hand them over, written into the engine's chunks. Writers call <see cref="Queue"/> from their threads, <see cref="Fill"/> is
/// called by one thread of the engine at a time.
/// </summary>
/// <param name="columns">The columns; disposed with the feed.</param>
/// <param name="rejects">Takes rows that do not fit; null to fail at the first.</param>
/// <param name="where">What is loaded, for errors.</param>
internal sealed class ScanFeed(IReadOnlyList<ScanColumn> columns, RejectSink? rejects, string where) : IDisposable
{
    private static readonly int VectorRows = (int)ChunkApi.duckdb_vector_size();

    private QueuedBatch? _current;
    private QueuedBatch? _spent;
    private int _position;

    public IReadOnlyList<ScanColumn> Columns => columns;

    /// <summary>Where the batches wait.</summary>
    public ScanQueue Queue { get; } = new(where);

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
                Queue.MarkTaken(_spent.Writer);
            }

            if (rows > 0)
            {
                ChunkApi.duckdb_data_chunk_set_size(chunk, (ulong)rows);
                return;
            }

            Release(ref _spent);
        }
    }

    public void Dispose()
    {
        Release(ref _spent);
        Release(ref _current);
        Queue.Dispose();
        foreach (var column in columns)
        {
            column.Dispose();
        }
    }

    private static void Release(ref QueuedBatch? queued)
    {
        queued?.Batch.Dispose();
        queued = null;
    }

    private bool TakeNext()
    {
        _position = 0;
        _current = Queue.TakeNext();
        return _current is not null;
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
            await rejects.RejectAsync(rejected, Queue.Stopped).ConfigureAwait(false);
            return true;
        });
        queued.Writer.RowsRejected++;
    }

    private sealed record Misfit(int Row, string Column, string Reason);
}
