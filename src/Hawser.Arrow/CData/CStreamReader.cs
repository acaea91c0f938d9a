namespace Hawser.Arrow.CData;

internal sealed class CStreamReader(ImportedStream stream, Schema schema, ValidationLevel level) : RecordBatchReader
{
    private bool _ended;

    public override Schema Schema { get; } = schema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        if (_ended)
        {
            return null;
        }

        RecordBatch? batch = stream.ReadBatch(Schema, level);
        _ended = batch is null;
        return batch;
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore() => stream.Dispose();

    protected override ValueTask DisposeCoreAsync()
    {
        stream.Dispose();
        return ValueTask.CompletedTask;
    }
}
