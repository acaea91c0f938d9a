using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>How much memory a batch holds on to. A buffer that several of its columns share counts once for each, so the size is never too small.</summary>
internal static class BatchSize
{
    public static long Of(RecordBatch batch)
    {
        long bytes = 0;
        foreach (ArrowArray column in batch.Columns)
        {
            bytes += Of(column);
        }

        return bytes;
    }

    private static long Of(ArrowArray array)
    {
        long bytes = array.Dictionary is { } dictionary ? Of(dictionary) : 0;
        foreach (ArrowBuffer? buffer in array.Buffers)
        {
            bytes += buffer?.Length ?? 0;
        }

        foreach (ArrowArray child in array.Children)
        {
            bytes += Of(child);
        }

        return bytes;
    }
}
