using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// Cuts batches that a source has whole (a downloaded chunk, a batch of a file) to the limits of <see cref="ReadOptions"/>. Slices share the memory of the batch; a connector that builds its
/// batches itself ends them in time instead.
/// </summary>
public static class BatchSlicer
{
    /// <summary>How many rows from <paramref name="start"/> make the next batch: at least one, at most <see cref="ReadOptions.BatchRows"/>, ending with the row that passes <see cref="ReadOptions.BatchBytes"/>.</summary>
    public static int NextLength(RecordBatch batch, int start, ReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(start, batch.RowCount);
        int most = Math.Min(options.BatchRows, batch.RowCount - start);
        long bytes = 0;
        for (int rows = 0; rows < most; rows++)
        {
            foreach (ArrowArray column in batch.Columns)
            {
                bytes += CellBytes(column, start + rows);
            }

            if (bytes >= options.BatchBytes)
            {
                return rows + 1;
            }
        }

        return most;
    }

    private static long CellBytes(ArrowArray array, int row)
    {
        switch (array.Type.Id)
        {
            case ArrowTypeId.Utf8 or ArrowTypeId.Binary or ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary:
                return sizeof(int) + array.GetBytes(row).Length;
            case ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.FixedSizeList:
                return sizeof(int) + ItemBytes(array.Children[0], array.ListStart(row), array.ListStart(row + 1));
            case ArrowTypeId.Struct or ArrowTypeId.SparseUnion:
                long bytes = 1;
                foreach (ArrowArray child in array.Children)
                {
                    bytes += CellBytes(child, row);
                }

                return bytes;
            case ArrowTypeId.DenseUnion:
                int chosen = ((UnionType)array.Type).ChildIndexOf(array.UnionTypeId(row));
                return sizeof(int) + CellBytes(array.Children[chosen], array.UnionChildRow(row));
            default:
                return Math.Max(1, array.Type.ByteWidth);
        }
    }

    private static long ItemBytes(ArrowArray items, int start, int end)
    {
        if (items.Type.ByteWidth > 0)
        {
            return (long)(end - start) * items.Type.ByteWidth;
        }

        long bytes = 0;
        for (int i = start; i < end; i++)
        {
            bytes += CellBytes(items, i);
        }

        return bytes;
    }
}
