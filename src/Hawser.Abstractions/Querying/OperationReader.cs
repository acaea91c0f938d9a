using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>A reader that is its connection's operation until it is disposed.</summary>
internal sealed class OperationReader(RecordBatchReader inner, OperationScope operation) : RecordBatchReader, IReadOutcome
{
    public StatementOutcome Outcome { get; } = (inner as IReadOutcome)?.Outcome ?? new StatementOutcome();

    public override Schema Schema => inner.Schema;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => inner.ReadNext(cancellationToken);

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => inner.ReadNextAsync(cancellationToken);

    protected override void DisposeCore()
    {
        try
        {
            inner.Dispose();
        }
        finally
        {
            operation.Dispose();
        }
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        try
        {
            await inner.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            operation.Dispose();
        }
    }
}
