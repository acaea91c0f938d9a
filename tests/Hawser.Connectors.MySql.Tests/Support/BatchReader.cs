using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Tests.Support;

/// <summary>Gives one batch, which it owns.</summary>
internal sealed class BatchReader(RecordBatch batch) : RecordBatchReader
{
    private RecordBatch? _batch = batch;

    public override Schema Schema { get; } = batch.Schema;

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        RecordBatch? next = _batch;
        _batch = null;
        return new ValueTask<RecordBatch?>(next);
    }

    protected override ValueTask DisposeCoreAsync()
    {
        _batch?.Dispose();
        return default;
    }
}
