using Hawser.Arrow;

namespace Hawser.Conformance.Contract;

/// <summary>Gives one batch, again retained, then none.</summary>
internal sealed class SingleBatchReader(RecordBatch batch) : RecordBatchReader
{
    private bool _given;

    public override Schema Schema => batch.Schema;

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        RecordBatch? next = _given ? null : batch.Retain();
        _given = true;
        return new(next);
    }

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;
}
