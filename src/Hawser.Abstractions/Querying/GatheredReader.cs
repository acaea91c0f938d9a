using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>Batches that were read already: the rows of a statement that ran several times. Those that nobody asked for are disposed with it.</summary>
public sealed class GatheredReader : RecordBatchReader
{
    private readonly Queue<RecordBatch> _batches = [];
    private Schema _schema = new([]);

    /// <inheritdoc/>
    public override Schema Schema => _schema;

    /// <summary>Reads another reader to its end; the caller disposes it. Its schema is this one's from then on.</summary>
    public void Take(RecordBatchReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _schema = reader.Schema;
        while (reader.ReadNext(cancellationToken) is { } batch)
        {
            _batches.Enqueue(batch);
        }
    }

    /// <inheritdoc cref="Take"/>
    public async ValueTask TakeAsync(RecordBatchReader reader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(reader);
        _schema = reader.Schema;
        while (await reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            _batches.Enqueue(batch);
        }
    }

    /// <inheritdoc/>
    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => _batches.TryDequeue(out RecordBatch? batch) ? batch : null;

    /// <inheritdoc/>
    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    /// <inheritdoc/>
    protected override void DisposeCore()
    {
        while (_batches.TryDequeue(out RecordBatch? batch))
        {
            batch.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return default;
    }
}
