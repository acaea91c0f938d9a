using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Writes the batches of one chunk.</summary>
internal sealed class ArrowChunkWriter(ArrowLoad load, int batchesBefore) : TableWriter
{
    private long _rows;

    protected override void WriteCore(RecordBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var matched = load.Match(batch, _rows);
        var written = false;
        try
        {
            load.Write(matched, cancellationToken);
            written = true;
        }
        finally
        {
            if (!written)
            {
                load.Spoil();
            }
        }

        _rows += batch.RowCount;
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        WriteCore(batch, cancellationToken);
        return ValueTask.CompletedTask;
    }

    protected override ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        load.CountChunk(_rows);
        return new(_rows);
    }

    protected override ValueTask DisposeCoreAsync(bool completed)
    {
        if (!completed)
        {
            load.GiveUpChunk(batchesBefore);
        }

        return ValueTask.CompletedTask;
    }
}
