using System.Diagnostics.Metrics;
using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

/// <summary>What a pool lends, measures and closes, alone and in a crowd.</summary>
public sealed class ConnectionPoolTests : PoolTest
{
    [Fact]
    public async Task Nothing_is_opened_before_it_is_asked_for_and_a_session_is_used_again()
    {
        await using var pool = Pool();
        Assert.Equal(0, Engine.DatabasesOpened);
        var first = await pool.RentAsync();
        var session = first.Connection;
        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => first.Connection);
        using var second = pool.Rent();
        Assert.Same(session, second.Connection);
        Assert.Equal((0, 1, 0), pool.Counts);
        Assert.Equal((1, 1), (Engine.Sessions.Count, Engine.Sessions[0].Resets));
    }

    [Fact]
    public async Task Closing_sends_waiters_away_and_the_database_goes_with_the_last_session()
    {
        var pool = Pool(Two);
        var one = await pool.RentAsync();
        var two = await pool.RentAsync();
        var waiter = pool.RentAsync().AsTask();
        await one.DisposeAsync();
        var lucky = await waiter;
        var unlucky = pool.RentAsync().AsTask();
        await pool.DisposeAsync();
        await pool.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => unlucky);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => pool.RentAsync().AsTask());
        Assert.Equal(0, Engine.DatabasesDisposed);
        await ((FaultySession)two.Connection).UseAsync();
        await two.DisposeAsync();
        Assert.Equal(0, Engine.DatabasesDisposed);
        await lucky.DisposeAsync();
        Assert.Equal(1, Engine.DatabasesDisposed);
        Assert.All(Engine.Sessions, session => Assert.True(session.IsClosed));
    }

    [Fact]
    public async Task A_session_that_opens_while_the_pool_closes_is_closed()
    {
        var gate = new TaskCompletionSource();
        Engine.OnOpen = _ => gate.Task;
        var pool = Pool();
        var opening = pool.RentAsync().AsTask();
        await pool.DisposeAsync();
        gate.SetResult();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => opening);
        Assert.True(Assert.Single(Engine.Sessions).IsClosed);
        Assert.Equal(1, Engine.DatabasesDisposed);
    }

    [Fact]
    public async Task Many_workers_never_share_a_session_and_lose_none()
    {
        const int seed = 31_337;
        await using var pool = new ConnectionPool("stress", () => Engine.Open(Engine.ParseOptions([])), new PoolOptions { Size = 3, Overflow = 2, ValidateAfter = TimeSpan.Zero });
        var workers = Enumerable.Range(0, 12).Select(worker => Task.Run(async () =>
        {
            var random = new Random(seed + worker);
            for (var round = 0; round < 120; round++)
            {
                using var cancel = random.Next(10) == 0 ? new CancellationTokenSource(random.Next(2)) : new CancellationTokenSource();
                try
                {
                    await using var borrowed = random.Next(2) == 0 ? await pool.RentAsync(cancel.Token) : pool.Rent(cancel.Token);
                    var session = (FaultySession)borrowed.Connection;
                    await session.UseAsync();
                    session.IsBroken = random.Next(25) == 0;
                    Assert.InRange(pool.Counts.InUse, 1, 5);
                }
                catch (OperationCanceledException)
                {
                    Assert.True(cancel.IsCancellationRequested, $"seed {seed}");
                }
            }
        }));
        await Task.WhenAll(workers);
        Assert.Equal((0, 0), (pool.Counts.InUse, pool.Counts.Waiting));
        Assert.InRange(pool.Counts.Idle, 0, 3);
        Assert.Equal(pool.Counts.Idle, Engine.Sessions.Count(session => !session.IsClosed));
        var all = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => pool.RentAsync().AsTask()));
        Assert.Equal((0, 5, 0), pool.Counts);
        Assert.All(all, borrowed => borrowed.Dispose());
    }

    [Fact]
    public async Task Closing_amid_a_crowd_leaves_nothing_open_and_nobody_waiting()
    {
        const int seed = 8_128;
        for (var round = 0; round < 40; round++)
        {
            var connector = new FaultyConnector { OnOpen = async _ => await Task.Yield() };
            var pool = new ConnectionPool("crowd", () => connector.Open(connector.ParseOptions([])), new PoolOptions { Size = 2, Overflow = 1, ValidateAfter = TimeSpan.Zero });
            var random = new Random(seed + round);
            var pauses = Enumerable.Range(0, 8).Select(_ => random.Next(40)).ToArray();
            var workers = pauses.Select(pause => Task.Run(async () =>
            {
                for (var turn = 0; ; turn++)
                {
                    try
                    {
                        await using var borrowed = await pool.RentAsync();
                        await ((FaultySession)borrowed.Connection).UseAsync();
                    }
                    catch (ObjectDisposedException)
                    {
                        return turn;
                    }
                }
            })).ToList();
            var closing = Task.Run(async () =>
            {
                for (var turn = 0; turn < pauses.Sum(); turn++)
                {
                    await Task.Yield();
                }

                await pool.DisposeAsync();
            });
            await Task.WhenAll(workers.Append(closing)).WaitAsync(TimeSpan.FromMinutes(2));
            Assert.All(connector.Sessions, session => Assert.True(session.IsClosed, $"seed {seed + round}"));
            Assert.Equal(connector.DatabasesOpened, connector.DatabasesDisposed);
            Assert.Equal((0, 0, 0), pool.Counts);
        }
    }

    [Fact]
    public async Task What_happens_is_measured()
    {
        var sums = new Dictionary<string, double>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument.Meter.Name == PoolMetrics.MeterName)
            {
                l.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Sum(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Sum(instrument, value, tags));
        listener.Start();
        await using (var pool = new ConnectionPool("measured", () => Engine.Open(Engine.ParseOptions([])), Two with { Size = 1, WaitTimeout = TimeSpan.FromSeconds(2) }, Time))
        {
            var borrowed = await pool.RentAsync();
            var late = pool.RentAsync().AsTask();
            Assert.Equal((1, 1), (sums["count used"], sums["pending_requests"]));
            Time.Advance(TimeSpan.FromSeconds(2));
            await Assert.ThrowsAsync<ConnectorException>(() => late);
            await borrowed.DisposeAsync();
            Assert.Equal((0, 1, 0, 1, 2), (sums["count used"], sums["count idle"], sums["pending_requests"], sums["timeouts"], sums["use_time"]));
            borrowed = await pool.RentAsync();
            ((FaultySession)borrowed.Connection).IsBroken = true;
            await borrowed.DisposeAsync();
        }

        Assert.Equal((0, 0, 1), (sums["count used"], sums["count idle"], sums["replaced"]));
        Assert.True(sums.ContainsKey("create_time") && sums.ContainsKey("wait_time"));

        void Sum(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var state = string.Empty;
            foreach (var tag in tags)
            {
                if (tag.Key == "db.client.connection.pool.name" && tag.Value as string != "measured")
                {
                    return;
                }

                state = tag.Key == "db.client.connection.state" ? " " + tag.Value : state;
            }

            var name = instrument.Name[(instrument.Name.LastIndexOf('.') + 1)..] + state;
            sums[name] = sums.GetValueOrDefault(name) + value;
        }
    }

    [Fact]
    public void Sizes_and_times_that_make_no_sense_are_a_programmers_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(Two with { Size = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(Two with { Overflow = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(Two with { WaitTimeout = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(Two with { IdleTimeout = TimeSpan.FromDays(41) }));
    }
}
