using System.Diagnostics.Metrics;
using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

public sealed class ConnectionPoolTests
{
    private readonly FaultyConnector _connector = new();
    private readonly ManualTime _time = new();
    private readonly List<ConnectionEvent> _events = [];
    private readonly PoolOptions _two = new() { Size = 2, Overflow = 0 };

    [Fact]
    public async Task Nothing_is_opened_before_it_is_asked_for_and_a_session_is_used_again()
    {
        await using var pool = Pool();
        Assert.Equal(0, _connector.DatabasesOpened);
        var first = await pool.RentAsync();
        var session = first.Connection;
        await first.DisposeAsync();
        await first.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => first.Connection);
        using var second = pool.Rent();
        Assert.Same(session, second.Connection);
        Assert.Equal((0, 1, 0), pool.Counts);
        Assert.Equal((1, 1), (_connector.Sessions.Count, _connector.Sessions[0].Resets));
    }

    [Fact]
    public async Task No_more_sessions_than_size_and_overflow_are_open_and_waiters_come_in_their_order()
    {
        await using var pool = Pool(new PoolOptions { Size = 1, Overflow = 1 });
        var one = await pool.RentAsync();
        var two = await pool.RentAsync();
        List<int> order = [];
        var waiters = Enumerable.Range(0, 5).Select(index => WaitAsync(pool, index, order)).ToList();
        Assert.Equal((0, 2, 5), pool.Counts);
        await one.DisposeAsync();
        await Task.WhenAll(waiters);
        Assert.Equal([0, 1, 2, 3, 4], order);
        Assert.Equal(2, _connector.Sessions.Count);
        await two.DisposeAsync();
        Assert.Equal((1, 0, 0), pool.Counts);
        Assert.Single(_connector.Sessions, session => !session.IsClosed);
    }

    [Fact]
    public async Task A_snapshot_takes_the_places_that_are_free_and_waits_for_the_first_only()
    {
        await using var pool = Pool(new PoolOptions { Size = 2, Overflow = 1 });
        var other = await pool.RentAsync();
        Assert.Equal((0, 1, 0), pool.Counts);
        var snapshot = await pool.RentSnapshotAsync(8);
        Assert.Equal((0, 2, 0), pool.Counts);
        var connection = Assert.Single(snapshot.Connections);
        await snapshot.DisposeAsync();
        await snapshot.DisposeAsync();
        Assert.False(connection.IsUsable);
        Assert.Throws<ObjectDisposedException>(() => snapshot.Connections);
        Assert.Equal((0, 1, 0), pool.Counts);
        var second = await pool.RentAsync();
        var third = await pool.RentAsync();
        var waiting = pool.RentSnapshotAsync(2).AsTask();
        Assert.Equal((0, 3, 1), pool.Counts);
        await other.DisposeAsync();
        await using var late = await waiting;
        Assert.Equal((0, 3, 0), pool.Counts);
        await second.DisposeAsync();
        await third.DisposeAsync();
    }

    [Fact]
    public async Task Free_places_are_kept_for_a_loads_further_writers()
    {
        await using var pool = Pool(new PoolOptions { Size = 2, Overflow = 1 });
        var loading = await pool.RentAsync();
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal((1, 1, 0), pool.Counts);
        var places = await pool.ReserveAsync(7);
        Assert.Equal(2, places.Count);
        Assert.Equal((0, 3, 0), pool.Counts);
        await using (var none = await pool.ReserveAsync(1))
        {
            Assert.Equal(0, none.Count);
        }

        var waiting = pool.RentAsync().AsTask();
        Assert.Equal((0, 3, 1), pool.Counts);
        await places.DisposeAsync();
        await places.DisposeAsync();
        await (await waiting).DisposeAsync();
        await loading.DisposeAsync();
        Assert.Equal((2, 0, 0), pool.Counts);
    }

    [Fact]
    public async Task A_snapshot_opens_no_session_beyond_the_pools_size()
    {
        await using var pool = Pool(_two);
        var one = await pool.RentAsync();
        var two = await pool.RentAsync();
        await one.DisposeAsync();
        await two.DisposeAsync();
        Assert.Equal((2, 0, 0), pool.Counts);
        await using var snapshot = await pool.RentSnapshotAsync(1);
        Assert.Equal((1, 1, 0), pool.Counts);
        Assert.Equal(2, _connector.Sessions.Count(session => !session.IsClosed));
        await pool.DisposeAsync();
        Assert.Equal(0, _connector.DatabasesDisposed);
        await snapshot.DisposeAsync();
        Assert.Equal(1, _connector.DatabasesDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pool.RentSnapshotAsync(1));
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_and_takes_nobodys_turn()
    {
        await using var pool = Pool(_two with { Size = 1, WaitTimeout = TimeSpan.FromSeconds(7) });
        var holder = await pool.RentAsync();
        var late = pool.RentAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(4));
        var patient = pool.RentAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(3));
        var error = await Assert.ThrowsAsync<ConnectorException>(() => late);
        Assert.Equal((ConnectorStatus.Timeout, true), (error.Status, error.IsTransient));
        Assert.Contains("connection \"prod\": no session became free within 7 s; all 1 are in use", error.Message, StringComparison.Ordinal);
        Assert.Contains(_events, e => e.Kind == ConnectionEventKind.TimedOut);
        await holder.DisposeAsync();
        await (await patient).DisposeAsync();
        await (await pool.RentAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Not_to_wait_is_possible()
    {
        await using var pool = Pool(_two with { Size = 1, WaitTimeout = TimeSpan.Zero });
        await using var holder = await pool.RentAsync();
        await Assert.ThrowsAsync<ConnectorException>(() => pool.RentAsync().AsTask());
    }

    [Fact]
    public async Task Who_is_cancelled_while_waiting_takes_nobodys_turn()
    {
        await using var pool = Pool(_two with { Size = 1 });
        var holder = await pool.RentAsync();
        using var cancel = new CancellationTokenSource();
        var cancelled = pool.RentAsync(cancel.Token).AsTask();
        var next = pool.RentAsync().AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal((0, 1, 1), pool.Counts);
        await holder.DisposeAsync();
        await (await next).DisposeAsync();
        Assert.Equal((1, 0, 0), pool.Counts);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pool.RentAsync(cancel.Token).AsTask());
        Assert.Equal((1, 0, 0), pool.Counts);
    }

    [Fact]
    public async Task Closing_sends_waiters_away_and_the_database_goes_with_the_last_session()
    {
        var pool = Pool(_two);
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
        Assert.Equal(0, _connector.DatabasesDisposed);
        await ((FaultySession)two.Connection).UseAsync();
        await two.DisposeAsync();
        Assert.Equal(0, _connector.DatabasesDisposed);
        await lucky.DisposeAsync();
        Assert.Equal(1, _connector.DatabasesDisposed);
        Assert.All(_connector.Sessions, session => Assert.True(session.IsClosed));
    }

    [Fact]
    public async Task A_session_that_opens_while_the_pool_closes_is_closed()
    {
        var gate = new TaskCompletionSource();
        _connector.OnOpen = _ => gate.Task;
        var pool = Pool();
        var opening = pool.RentAsync().AsTask();
        await pool.DisposeAsync();
        gate.SetResult();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => opening);
        Assert.True(Assert.Single(_connector.Sessions).IsClosed);
        Assert.Equal(1, _connector.DatabasesDisposed);
    }

    [Fact]
    public async Task An_open_that_fails_or_is_cancelled_gives_its_place_back()
    {
        await using var pool = Pool(_two with { Size = 1 });
        _connector.OnOpen = _ => throw new ConnectorException(ConnectorStatus.Unavailable, "faulty", "it is down.");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(ConnectorStatus.Unavailable, (await Assert.ThrowsAsync<ConnectorException>(() => pool.RentAsync().AsTask())).Status);
        }

        Assert.Equal(5, _events.Count(e => e.Kind == ConnectionEventKind.Failed && e.Error is not null));
        using var cancel = new CancellationTokenSource();
        _connector.OnOpen = token => Task.Delay(Timeout.Infinite, token);
        var opening = pool.RentAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        _connector.OnOpen = null;
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal((1, 0, 0), pool.Counts);
    }

    [Fact]
    public async Task A_broken_session_is_replaced_when_it_comes_back_and_when_it_is_asked_for()
    {
        await using var pool = Pool();
        var borrowed = await pool.RentAsync();
        ((FaultySession)borrowed.Connection).IsBroken = true;
        await borrowed.DisposeAsync();
        Assert.Equal((0, 0, 0), pool.Counts);
        await (await pool.RentAsync()).DisposeAsync();
        _connector.Sessions[1].IsBroken = true;
        await using var third = await pool.RentAsync();
        Assert.Same(_connector.Sessions[2], third.Connection);
        Assert.Equal([true, true, false], _connector.Sessions.Select(session => session.IsClosed));
        Assert.Equal(2, _events.Count(e => e.Kind == ConnectionEventKind.Replaced));
    }

    [Fact]
    public async Task A_session_that_cannot_be_reset_or_still_reads_is_replaced()
    {
        await using var pool = Pool();
        var borrowed = await pool.RentAsync();
        ((FaultySession)borrowed.Connection).OnReset = _ => throw new ConnectorException(ConnectorStatus.InputOutput, "faulty", "the socket is gone.");
        await borrowed.DisposeAsync();
        borrowed = await pool.RentAsync();
        var result = await borrowed.Connection.QueryAsync(new Statement("select"));
        await borrowed.DisposeAsync();
        await result.DisposeAsync();
        Assert.Equal([true, true], _connector.Sessions.Select(session => session.IsClosed));
        Assert.Contains(_events, e => e.Text.Contains("the socket is gone", StringComparison.Ordinal));
        Assert.Contains(_events, e => e.Text.Contains("a reader or a load still open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_whose_reset_hangs_is_given_up()
    {
        await using var pool = Pool(_two with { Size = 1 });
        var borrowed = await pool.RentAsync();
        ((FaultySession)borrowed.Connection).OnReset = token => new ValueTask(Task.Delay(Timeout.Infinite, token));
        var returning = borrowed.DisposeAsync().AsTask();
        Assert.False(returning.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        await returning;
        Assert.True(_connector.Sessions[0].IsClosed);
        await (await pool.RentAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_asked_for_a_sign_of_life_after_a_pause_and_replaced_when_it_gives_none()
    {
        await using var pool = Pool(_two with { ValidateAfter = TimeSpan.FromSeconds(30) });
        await (await pool.RentAsync()).DisposeAsync();
        _time.Advance(TimeSpan.FromSeconds(29));
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal(0, _connector.Sessions[0].Tests);
        _time.Advance(TimeSpan.FromSeconds(30));
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal(1, _connector.Sessions[0].Tests);
        _connector.Sessions[0].OnTest = _ => throw new ConnectorException(ConnectorStatus.InputOutput, "faulty", "the server restarted.");
        _time.Advance(TimeSpan.FromSeconds(30));
        await using var fresh = await pool.RentAsync();
        Assert.Same(_connector.Sessions[1], fresh.Connection);
        Assert.True(_connector.Sessions[0].IsClosed);
    }

    [Fact]
    public async Task A_session_that_hangs_is_given_up_and_a_borrower_who_gives_up_leaves_no_session_behind()
    {
        await using var pool = Pool(_two with { Size = 1, ValidateAfter = TimeSpan.Zero });
        await (await pool.RentAsync()).DisposeAsync();
        _connector.Sessions[0].OnTest = token => new ValueTask(Task.Delay(Timeout.Infinite, token));
        var renting = pool.RentAsync().AsTask();
        _time.Advance(TimeSpan.FromSeconds(5));
        await (await renting).DisposeAsync();
        Assert.True(_connector.Sessions[0].IsClosed);
        using var cancel = new CancellationTokenSource();
        _connector.Sessions[1].OnTest = token => new ValueTask(Task.Delay(Timeout.Infinite, token));
        renting = pool.RentAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renting);
        Assert.True(_connector.Sessions[1].IsClosed);
        Assert.Equal((0, 0, 0), pool.Counts);
        await (await pool.RentAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Old_sessions_are_replaced_and_unused_ones_closed()
    {
        await using var pool = Pool(_two with { RecycleAge = TimeSpan.FromMinutes(60), IdleTimeout = TimeSpan.FromMinutes(5), ValidateAfter = TimeSpan.FromHours(9) });
        var borrowed = await pool.RentAsync();
        _time.Advance(TimeSpan.FromMinutes(60));
        await borrowed.DisposeAsync();
        Assert.True(_connector.Sessions[0].IsClosed);
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal((1, 0, 0), pool.Counts);
        _time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((0, 0, 0), pool.Counts);
        Assert.True(_connector.Sessions[1].IsClosed);
        Assert.Equal(0, _connector.DatabasesDisposed);
    }

    [Fact]
    public async Task Zero_times_keep_sessions_for_ever()
    {
        await using var pool = Pool(_two with { RecycleAge = TimeSpan.Zero, IdleTimeout = TimeSpan.Zero });
        await (await pool.RentAsync()).DisposeAsync();
        _time.Advance(TimeSpan.FromDays(400));
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Single(_connector.Sessions);
    }

    [Fact]
    public async Task An_engine_that_allows_one_session_gets_one()
    {
        var single = new FaultyConnector { IsSingle = true };
        await using var pool = new ConnectionPool("one", () => single.Open(single.ParseOptions([])), new PoolOptions(), _time);
        var borrowed = await pool.RentAsync();
        var waiter = pool.RentAsync().AsTask();
        Assert.Equal((0, 1, 1), pool.Counts);
        await borrowed.DisposeAsync();
        await (await waiter).DisposeAsync();
    }

    [Fact]
    public async Task Many_workers_never_share_a_session_and_lose_none()
    {
        const int seed = 31_337;
        await using var pool = new ConnectionPool("stress", () => _connector.Open(_connector.ParseOptions([])), new PoolOptions { Size = 3, Overflow = 2, ValidateAfter = TimeSpan.Zero });
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
        Assert.Equal(pool.Counts.Idle, _connector.Sessions.Count(session => !session.IsClosed));
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
        await using (var pool = new ConnectionPool("measured", () => _connector.Open(_connector.ParseOptions([])), _two with { Size = 1, WaitTimeout = TimeSpan.FromSeconds(2) }, _time))
        {
            var borrowed = await pool.RentAsync();
            var late = pool.RentAsync().AsTask();
            Assert.Equal((1, 1), (sums["count used"], sums["pending_requests"]));
            _time.Advance(TimeSpan.FromSeconds(2));
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
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(_two with { Size = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(_two with { Overflow = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(_two with { WaitTimeout = TimeSpan.FromSeconds(-1) }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Pool(_two with { IdleTimeout = TimeSpan.FromDays(41) }));
    }

    private static async Task WaitAsync(ConnectionPool pool, int index, List<int> order)
    {
        await using var borrowed = await pool.RentAsync();
        lock (order)
        {
            order.Add(index);
        }
    }

    private ConnectionPool Pool(PoolOptions? options = null)
        => new("prod", () => _connector.Open(_connector.ParseOptions([])), options ?? _two, _time, _events.Add);
}
