using Hawser.Arrow;
using Hawser.Connectors.Sample.Http;
using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample.Read;

/// <summary>Fetches a job's chunks one after the other and hands them over in batches of the size asked for. Only the asynchronous members are written; the contract pumps them for others.</summary>
internal sealed class DepotReader(DepotClient client, DepotJob job, ChunkRange range, ReadOptions options) : RecordBatchReader
{
    private RecordBatch? _chunk;
    private int _row;
    private int _next;

    public override Schema Schema { get; } = new(job.Columns.Select(c => DepotCatalog.ColumnOf(c).Field));

    protected override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        while (_chunk is null || _row == _chunk.RowCount)
        {
            if (_next == range.Count)
            {
                return null;
            }

            DepotFile file = await client.GetChunkAsync(range.JobId, range.First + _next, cancellationToken).ConfigureAwait(false);
            _next++;
            _chunk?.Dispose();
            _chunk = file.Rows == 0 ? null : Decode(file);
            _row = 0;
        }

        int rows = BatchSlicer.NextLength(_chunk, _row, options);
        _row += rows;
        return _chunk.Slice(_row - rows, rows);
    }

    protected override ValueTask DisposeCoreAsync()
    {
        _chunk?.Dispose();
        _chunk = null;
        job.Cancel();
        return ValueTask.CompletedTask;
    }

    // The files carry the schema of whoever wrote them; ours says what the table declares.
    private RecordBatch Decode(DepotFile file)
    {
        using RecordBatch batch = file.Decode(options.Allocator);
        return batch.WithSchema(Schema);
    }
}
