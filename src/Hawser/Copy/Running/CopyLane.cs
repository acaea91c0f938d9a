using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>One writer's way: hashes each batch as it was read, converts it, and writes it; rows that do not fit are left out where rejects are kept. One thread at a time.</summary>
internal sealed class CopyLane(TableWriter writer, string chunk, BatchConverter converter, RowHasher? hasher, CopyRejects? rejects)
{
    /// <summary>Rows that are converted at once after one was found that does not fit: each further one costs converting them again.</summary>
    private const int SmallRows = 1024;

    private long _rowsGiven;

    /// <summary>Rows that came.</summary>
    public long RowsRead { get; private set; }

    /// <summary>What came, as it was read.</summary>
    public RowHashSums? Sums => hasher?.Sums;

    /// <summary>Writes a batch, which is borrowed.</summary>
    public void Write(RecordBatch batch, CancellationToken cancellationToken)
    {
        hasher?.Add(batch);
        if (rejects is null)
        {
            using RecordBatch converted = converter.ToTarget(batch, RowsRead);
            writer.Write(converted, cancellationToken);
        }
        else
        {
            WriteFitting(batch, rejects, cancellationToken);
        }

        RowsRead += batch.RowCount;
    }

    /// <summary>Ends the writer's chunk and returns the rows that it wrote.</summary>
    public ValueTask<long> CompleteAsync(CancellationToken cancellationToken) => writer.CompleteAsync(cancellationToken);

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

            step = SmallRows;
            if (misfit.Row > 0)
            {
                using RecordBatch before = part.Slice(0, misfit.Row);
                Give(converter.ToTarget(before, start), cancellationToken);
            }

            using RecordBatch row = part.Slice(misfit.Row, 1);
            kept.LeaveOut(row, _rowsGiven, chunk, misfit.Column, misfit.Reason);
            start += misfit.Row + 1;
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
