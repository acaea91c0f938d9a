using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>One writer's way: hashes each batch as it was read, converts it, and writes it; rows that do not fit are left out where rejects are kept. One thread at a time.</summary>
internal sealed class CopyLane(TableWriter writer, string chunk, BatchConverter converter, RowHasher? hasher, CopyRejects? rejects, RowOrigins? origins)
{
    /// <summary>Rows that are converted at once after one was found that does not fit: each further one costs converting them again.</summary>
    private const int SmallRows = 1024;

    private long _rowsGiven;

    /// <summary>Rows that came.</summary>
    public long RowsRead { get; private set; }

    /// <summary>What came, as it was read.</summary>
    public RowHashSums? Sums => hasher?.Sums;

    /// <summary>Writes a batch, which is borrowed.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="firstRow">How many rows came before it, to whatever writer.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public void Write(RecordBatch batch, long firstRow, CancellationToken cancellationToken)
    {
        hasher?.Add(batch);
        if (rejects is null)
        {
            WriteAll(batch, firstRow, cancellationToken);
        }
        else
        {
            WriteFitting(batch, rejects, cancellationToken);
        }

        RowsRead += batch.RowCount;
    }

    /// <summary>Ends the writer's chunk and returns the rows that it wrote.</summary>
    public async ValueTask<long> CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (origins is not null && error.Row is not null)
        {
            throw origins.Locate(error);
        }
    }

    private void WriteAll(RecordBatch batch, long firstRow, CancellationToken cancellationToken)
    {
        origins?.Add(firstRow, batch.RowCount);
        using RecordBatch converted = converter.ToTarget(batch, origins is null ? RowsRead : firstRow);
        try
        {
            writer.Write(converted, cancellationToken);
        }
        catch (ConnectorException error) when (origins is not null && error.Row is not null)
        {
            throw origins.Locate(error);
        }
    }

    private void WriteFitting(RecordBatch batch, CopyRejects kept, CancellationToken cancellationToken)
    {
        int start = 0;
        int step = batch.RowCount;
        while (start < batch.RowCount)
        {
            int count = Math.Min(step, batch.RowCount - start);
            using RecordBatch part = batch.Slice(start, count);
            if (converter.FindMisfit(part, out RecordBatch? converted) is not { } misfit)
            {
                start += Give(converted!, cancellationToken);
                continue;
            }

            // Columns are looked at one after another, so a row before it may have a value that does not fit too.
            if (misfit.Row > 0)
            {
                step = misfit.Row;
                continue;
            }

            step = SmallRows;
            using RecordBatch row = part.Slice(0, 1);
            kept.LeaveOut(row, _rowsGiven, chunk, misfit.Column, misfit.Reason);
            start++;
        }
    }

    private int Give(RecordBatch converted, CancellationToken cancellationToken)
    {
        using (converted)
        {
            writer.Write(converted, cancellationToken);
            _rowsGiven += converted.RowCount;
            return converted.RowCount;
        }
    }
}
