using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>Turns the errors of a stream's reader into the contract's.</summary>
internal sealed class GuardedReader(RecordBatchReader inner, string path) : RecordBatchReader
{
    public override Schema Schema => inner.Schema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => ArrowErrors.Guard(path, () => inner.ReadNext(cancellationToken));

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore() => inner.Dispose();

    protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();
}
