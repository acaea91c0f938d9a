using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Hands out batches that are there already, and disposes those that nobody took.</summary>
internal sealed class BatchListReader(Schema schema, IEnumerable<RecordBatch> batches) : RecordBatchReader
{
    private readonly Queue<RecordBatch> _batches = new(batches);

    public override Schema Schema => schema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => _batches.TryDequeue(out var batch) ? batch : null;

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore()
    {
        while (_batches.TryDequeue(out var batch))
        {
            batch.Dispose();
        }
    }

    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return ValueTask.CompletedTask;
    }
}
