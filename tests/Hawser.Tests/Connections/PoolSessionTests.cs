using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

/// <summary>Sessions that fail, hang, grow old or lie unused in a pool.</summary>
public sealed class PoolSessionTests : PoolTest
{
    [Fact]
    public async Task An_open_that_fails_or_is_cancelled_gives_its_place_back()
    {
        await using var pool = Pool(Two with { Size = 1 });
        Engine.OnOpen = _ => throw new ConnectorException(ConnectorStatus.Unavailable, "faulty", "it is down.");
        for (var attempt = 0; attempt < 5; attempt++)
        {
            Assert.Equal(ConnectorStatus.Unavailable, (await Assert.ThrowsAsync<ConnectorException>(() => pool.RentAsync().AsTask())).Status);
        }

        Assert.Equal(5, Events.Count(e => e.Kind == ConnectionEventKind.Failed && e.Error is not null));
        using var cancel = new CancellationTokenSource();
        Engine.OnOpen = token => Task.Delay(Timeout.Infinite, token);
        var opening = pool.RentAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
        Engine.OnOpen = null;
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
        Engine.Sessions[1].IsBroken = true;
        await using var third = await pool.RentAsync();
        Assert.Same(Engine.Sessions[2], third.Connection);
        Assert.Equal([true, true, false], Engine.Sessions.Select(session => session.IsClosed));
        Assert.Equal(2, Events.Count(e => e.Kind == ConnectionEventKind.Replaced));
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
        Assert.Equal([true, true], Engine.Sessions.Select(session => session.IsClosed));
        Assert.Contains(Events, e => e.Text.Contains("the socket is gone", StringComparison.Ordinal));
        Assert.Contains(Events, e => e.Text.Contains("a reader or a load still open", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_session_whose_reset_hangs_is_given_up()
    {
        await using var pool = Pool(Two with { Size = 1 });
        var borrowed = await pool.RentAsync();
        ((FaultySession)borrowed.Connection).OnReset = token => new ValueTask(Task.Delay(Timeout.Infinite, token));
        var returning = borrowed.DisposeAsync().AsTask();
        Assert.False(returning.IsCompleted);
        Time.Advance(TimeSpan.FromSeconds(5));
        await returning;
        Assert.True(Engine.Sessions[0].IsClosed);
        await (await pool.RentAsync()).DisposeAsync();
    }

    [Fact]
    public async Task A_session_is_asked_for_a_sign_of_life_after_a_pause_and_replaced_when_it_gives_none()
    {
        await using var pool = Pool(Two with { ValidateAfter = TimeSpan.FromSeconds(30) });
        await (await pool.RentAsync()).DisposeAsync();
        Time.Advance(TimeSpan.FromSeconds(29));
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal(0, Engine.Sessions[0].Tests);
        Time.Advance(TimeSpan.FromSeconds(30));
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal(1, Engine.Sessions[0].Tests);
        Engine.Sessions[0].OnTest = _ => throw new ConnectorException(ConnectorStatus.InputOutput, "faulty", "the server restarted.");
        Time.Advance(TimeSpan.FromSeconds(30));
        await using var fresh = await pool.RentAsync();
        Assert.Same(Engine.Sessions[1], fresh.Connection);
        Assert.True(Engine.Sessions[0].IsClosed);
    }

    [Fact]
    public async Task A_session_that_hangs_is_given_up_and_a_borrower_who_gives_up_leaves_no_session_behind()
    {
        await using var pool = Pool(Two with { Size = 1, ValidateAfter = TimeSpan.Zero });
        await (await pool.RentAsync()).DisposeAsync();
        Engine.Sessions[0].OnTest = token => new ValueTask(Task.Delay(Timeout.Infinite, token));
        var renting = pool.RentAsync().AsTask();
        Time.Advance(TimeSpan.FromSeconds(5));
        await (await renting).DisposeAsync();
        Assert.True(Engine.Sessions[0].IsClosed);
        using var cancel = new CancellationTokenSource();
        Engine.Sessions[1].OnTest = token => new ValueTask(Task.Delay(Timeout.Infinite, token));
        renting = pool.RentAsync(cancel.Token).AsTask();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => renting);
        Assert.True(Engine.Sessions[1].IsClosed);
        Assert.Equal((0, 0, 0), pool.Counts);
        await (await pool.RentAsync()).DisposeAsync();
    }

    [Fact]
    public async Task Old_sessions_are_replaced_and_unused_ones_closed()
    {
        await using var pool = Pool(Two with { RecycleAge = TimeSpan.FromMinutes(60), IdleTimeout = TimeSpan.FromMinutes(5), ValidateAfter = TimeSpan.FromHours(9) });
        var borrowed = await pool.RentAsync();
        Time.Advance(TimeSpan.FromMinutes(60));
        await borrowed.DisposeAsync();
        Assert.True(Engine.Sessions[0].IsClosed);
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Equal((1, 0, 0), pool.Counts);
        Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal((0, 0, 0), pool.Counts);
        Assert.True(Engine.Sessions[1].IsClosed);
        Assert.Equal(0, Engine.DatabasesDisposed);
    }

    [Fact]
    public async Task Zero_times_keep_sessions_for_ever()
    {
        await using var pool = Pool(Two with { RecycleAge = TimeSpan.Zero, IdleTimeout = TimeSpan.Zero });
        await (await pool.RentAsync()).DisposeAsync();
        Time.Advance(TimeSpan.FromDays(400));
        await (await pool.RentAsync()).DisposeAsync();
        Assert.Single(Engine.Sessions);
    }
}
