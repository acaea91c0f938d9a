using Hawser.Arrow;
using Hawser.Copy;
using Hawser.Testing.Cells;

namespace Hawser.Tests.Copy;

/// <summary>How many consumers a pump brings in.</summary>
public sealed class BatchPumpTests
{
    private const int Batches = 20;
    private static readonly Schema _schema = FieldText.Parse("id: l");

    [Fact]
    public async Task A_further_consumer_joins_when_the_queue_is_full()
    {
        using var joined = new ManualResetEventSlim();
        long[] rows = await RunAsync(
            slow: token => joined.Wait(token),
            join: _ =>
            {
                joined.Set();
                return true;
            });
        Assert.Equal(Batches, rows.Sum());
        Assert.True(rows[1] > 0, "the second consumer got nothing");
    }

    [Fact]
    public async Task What_one_takes_as_fast_as_it_comes_is_left_to_one()
    {
        using var taken = new SemaphoreSlim(1);
        long[] rows = await RunAsync(
            slow: _ => taken.Release(),
            join: _ => throw new InvalidOperationException("nobody is needed"),
            beforeNext: taken.Wait);
        Assert.Equal([Batches, 0], rows);
    }

    [Fact]
    public async Task Where_there_is_no_room_for_a_further_consumer_the_first_takes_all()
    {
        using var refused = new ManualResetEventSlim();
        long[] rows = await RunAsync(
            slow: token => refused.Wait(token),
            join: _ =>
            {
                refused.Set();
                return false;
            });
        Assert.Equal([Batches, 0], rows);
    }

    private static async Task<long[]> RunAsync(Action<CancellationToken> slow, Func<int, bool> join, Action<CancellationToken>? beforeNext = null)
    {
        var memory = new ArrowAllocator();
        var rows = new long[2];
        BatchProducer produce = (waitForRoom, give, token) =>
        {
            for (int i = 0; i < Batches; i++)
            {
                beforeNext?.Invoke(token);
                waitForRoom(token);
                give(CellReader.Batch(_schema, [$"[{i}]"], memory));
            }
        };
        BatchConsumer Consume(int index) => (batch, firstRow, _, token) =>
        {
            rows[index] += batch.RowCount;
            Assert.Equal(firstRow, batch[0].Values<long>()[0]);
            if (index == 0)
            {
                slow(token);
            }
        };
        await new BatchPump(1 << 20).RunAsync([produce], [Consume(0), Consume(1)], (index, _) => join(index), TestContext.Current.CancellationToken);
        Assert.Equal(0, memory.AllocatedBytes);
        return rows;
    }
}
