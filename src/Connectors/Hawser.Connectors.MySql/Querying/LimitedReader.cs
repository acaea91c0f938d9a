using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Querying;

/// <summary>A reader whose rows must come within a statement's time.</summary>
internal sealed class LimitedReader(RecordBatchReader inner, StatementLimit limit, string where) : RecordBatchReader
{
    public override Schema Schema => inner.Schema;

    protected override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            return await inner.ReadNextAsync(both.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsOver && !cancellationToken.IsCancellationRequested)
        {
            throw limit.Error(where);
        }
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        limit.Dispose();
    }
}
