using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Moves batches from readers to consumers, each on a thread of its own with a bounded queue between them, so that reading and what follows overlap.</summary>
/// <param name="maxBytes">The most bytes that wait or are being consumed.</param>
internal sealed class BatchPump(long maxBytes)
{
    /// <summary>Batches that wait between the two.</summary>
    private const int QueuedBatches = 3;

    /// <summary>Reads to the end. The consumer borrows each batch and is told its size in bytes; an error on either side ends both.</summary>
    public ValueTask RunAsync(RecordBatchReader reader, BatchConsumer consume, CancellationToken cancellationToken) =>
        RunAsync([(waitForRoom, give, token) => ReadAll(reader, waitForRoom, give, token)], [consume], cancellationToken);

    /// <summary>
    /// Runs several producers and several consumers, each on a thread of its own, around one queue. A producer asks for room before it makes its next batch, and hands it over for good.
    /// </summary>
    public async ValueTask RunAsync(
        IReadOnlyList<BatchProducer> producers,
        IReadOnlyList<BatchConsumer> consumers,
        CancellationToken cancellationToken)
    {
        using var queue = new BatchQueue(QueuedBatches * consumers.Count, maxBytes);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        int running = producers.Count;
        Task Produce(BatchProducer producer) => WorkerThread.Start(
            () =>
            {
                producer(queue.WaitForRoom, batch => queue.Add(batch, BatchSize.Of(batch)), stop.Token);
                if (Interlocked.Decrement(ref running) == 0)
                {
                    queue.Complete();
                }
            },
            stop);
        Task[] workers = [.. producers.Select(Produce), .. consumers.Select(consume => WorkerThread.Start(() => ConsumeAll(queue, consume, stop.Token), stop))];
        await WorkerThread.WhenAllAsync(cancellationToken, workers).ConfigureAwait(false);
    }

    private static void ReadAll(RecordBatchReader reader, Action<CancellationToken> waitForRoom, Action<RecordBatch> give, CancellationToken cancellationToken)
    {
        while (true)
        {
            waitForRoom(cancellationToken);
            if (reader.ReadNext(cancellationToken) is not { } batch)
            {
                break;
            }

            give(batch);
        }
    }

    private static void ConsumeAll(BatchQueue queue, BatchConsumer consume, CancellationToken cancellationToken)
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
