using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Batches that were read already: the rows of a statement that ran several times.</summary>
internal sealed class GatheredReader : RecordBatchReader
{
    private readonly Queue<RecordBatch> _batches = [];
    private Schema _schema = new([]);

    public override Schema Schema => _schema;

    /// <summary>Reads another reader to its end.</summary>
    public async ValueTask TakeAsync(RecordBatchReader reader, CancellationToken cancellationToken)
    {
        _schema = reader.Schema;
        while (await reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            _batches.Enqueue(batch);
        }
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(_batches.TryDequeue(out RecordBatch? batch) ? batch : null);

    protected override ValueTask DisposeCoreAsync()
    {
        while (_batches.TryDequeue(out RecordBatch? batch))
        {
            batch.Dispose();
        }

        return default;
    }
}
