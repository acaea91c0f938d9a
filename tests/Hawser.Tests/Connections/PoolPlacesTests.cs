using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

/// <summary>How many sessions a pool lends, and who waits for one.</summary>
public sealed class PoolPlacesTests : PoolTest
{
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
        Assert.Equal(2, Engine.Sessions.Count);
        await two.DisposeAsync();
        Assert.Equal((1, 0, 0), pool.Counts);
        Assert.Single(Engine.Sessions, session => !session.IsClosed);
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
        await using var pool = Pool(Two);
        var one = await pool.RentAsync();
        var two = await pool.RentAsync();
        await one.DisposeAsync();
        await two.DisposeAsync();
        Assert.Equal((2, 0, 0), pool.Counts);
        await using var snapshot = await pool.RentSnapshotAsync(1);
        Assert.Equal((1, 1, 0), pool.Counts);
        Assert.Equal(2, Engine.Sessions.Count(session => !session.IsClosed));
        await pool.DisposeAsync();
        Assert.Equal(0, Engine.DatabasesDisposed);
        await snapshot.DisposeAsync();
        Assert.Equal(1, Engine.DatabasesDisposed);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await pool.RentSnapshotAsync(1));
    }

    [Fact]
    public async Task Who_waits_too_long_is_told_and_takes_nobodys_turn()
    {
        await using var pool = Pool(Two with { Size = 1, WaitTimeout = TimeSpan.FromSeconds(7) });
        var holder = await pool.RentAsync();
        var late = pool.RentAsync().AsTask();
        Time.Advance(TimeSpan.FromSeconds(4));
        var patient = pool.RentAsync().AsTask();
        Time.Advance(TimeSpan.FromSeconds(3));
        var error = await Assert.ThrowsAsync<ConnectorException>(() => late);
        Assert.Equal((ConnectorStatus.Timeout, true), (error.Status, error.IsTransient));
        Assert.Contains("connection \"prod\": no session became free within 7 s; all 1 are in use", error.Message, StringComparison.Ordinal);
        Assert.Contains(Events, e => e.Kind == ConnectionEventKind.TimedOut);
        await holder.DisposeAsync();
        await (await patient).DisposeAsync();
        await (await pool.RentAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Not_to_wait_is_possible()
    {
        await using var pool = Pool(Two with { Size = 1, WaitTimeout = TimeSpan.Zero });
        await using var holder = await pool.RentAsync();
        await Assert.ThrowsAsync<ConnectorException>(() => pool.RentAsync().AsTask());
    }

    [Fact]
    public async Task Who_is_cancelled_while_waiting_takes_nobodys_turn()
    {
        await using var pool = Pool(Two with { Size = 1 });
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
    public async Task An_engine_that_allows_one_session_gets_one()
    {
        var single = new FaultyConnector { IsSingle = true };
        await using var pool = new ConnectionPool("one", () => single.Open(single.ParseOptions([])), new PoolOptions(), Time);
        var borrowed = await pool.RentAsync();
        var waiter = pool.RentAsync().AsTask();
        Assert.Equal((0, 1, 1), pool.Counts);
        await borrowed.DisposeAsync();
        await (await waiter).DisposeAsync();
    }
}
