using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Hands out batches that are there already; those not asked for are disposed with it.</summary>
internal sealed class GatheredReader(Schema schema, IReadOnlyList<RecordBatch> batches) : RecordBatchReader
{
    private int _next;

    public override Schema Schema { get; } = schema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => _next < batches.Count ? batches[_next++] : null;

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore()
    {
        while (ReadNextCore(CancellationToken.None) is { } batch)
        {
            batch.Dispose();
        }
    }

    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return default;
    }
}
