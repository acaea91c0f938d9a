using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>The reader of a statement without rows.</summary>
internal sealed class EmptyReader : RecordBatchReader
{
    public override Schema Schema { get; } = new([]);

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => null;

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => default;

    protected override void DisposeCore()
    {
    }

    protected override ValueTask DisposeCoreAsync() => default;
}
