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
        RunAsync([(waitForRoom, give, token) => ReadAll(reader, waitForRoom, give, token)], [consume], null, cancellationToken);

    /// <summary>
    /// Runs several producers and several consumers, each on a thread of its own, around one queue. A producer asks for room before it makes its next batch, and hands it over for good.
    /// A consumer beyond the first joins when the queue is full: what one takes as fast as it comes is left to one.
    /// </summary>
    /// <param name="producers">The producers.</param>
    /// <param name="consumers">The consumers.</param>
    /// <param name="join">Makes a consumer beyond the first ready on its thread; false when there is no room for it, and the others do its work.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask RunAsync(
        IReadOnlyList<BatchProducer> producers,
        IReadOnlyList<BatchConsumer> consumers,
        Func<int, CancellationToken, bool>? join,
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
        Task Consume(BatchConsumer consumer, int index) => WorkerThread.Start(
            () =>
            {
                if (index == 0 || (queue.WaitUntilFull(stop.Token) && join?.Invoke(index, stop.Token) != false))
                {
                    ConsumeAll(queue, consumer, stop.Token);
                }
            },
            stop);
        Task[] workers = [.. producers.Select(Produce), .. consumers.Select(Consume)];
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
        while (queue.Take(cancellationToken) is (RecordBatch batch, long bytes, long firstRow))
        {
            using (batch)
            {
                consume(batch, firstRow, bytes, cancellationToken);
            }

            queue.Release(bytes);
        }
    }
}
