using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Moves batches from a reader to a consumer, each on a thread of its own with a bounded queue between them, so that reading and what follows overlap.</summary>
/// <param name="maxBytes">The most bytes that wait or are being consumed.</param>
internal sealed class BatchPump(long maxBytes)
{
    /// <summary>Batches that wait between the two.</summary>
    private const int QueuedBatches = 3;

    /// <summary>Reads to the end. The consumer borrows each batch and is told its size in bytes; an error on either side ends both.</summary>
    public async ValueTask RunAsync(RecordBatchReader reader, Action<RecordBatch, long, CancellationToken> consume, CancellationToken cancellationToken)
    {
        using var queue = new BatchQueue(QueuedBatches, maxBytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task reads = WorkerThread.Start(() => ReadAll(reader, queue, stop.Token), stop);
        Task consumes = WorkerThread.Start(() => ConsumeAll(queue, consume, stop.Token), stop);
        await WorkerThread.WhenAllAsync(cancellationToken, reads, consumes).ConfigureAwait(false);
    }

    private static void ReadAll(RecordBatchReader reader, BatchQueue queue, CancellationToken cancellationToken)
    {
        while (true)
        {
            queue.WaitForRoom(cancellationToken);
            if (reader.ReadNext(cancellationToken) is not { } batch)
            {
                break;
            }

            queue.Add(batch, BatchSize.Of(batch));
        }

        queue.Complete();
    }

    private static void ConsumeAll(BatchQueue queue, Action<RecordBatch, long, CancellationToken> consume, CancellationToken cancellationToken)
    {
        while (queue.Take(cancellationToken) is (RecordBatch batch, long bytes))
        {
            using (batch)
            {
                consume(batch, bytes, cancellationToken);
            }

            queue.Release(bytes);
        }
    }
}
