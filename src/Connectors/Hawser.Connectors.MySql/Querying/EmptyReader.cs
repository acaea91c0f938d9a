using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Querying;

/// <summary>The reader of a statement without rows.</summary>
internal sealed class EmptyReader : RecordBatchReader
{
    public override Schema Schema { get; } = new([]);

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => default;

    protected override ValueTask DisposeCoreAsync() => default;
}
