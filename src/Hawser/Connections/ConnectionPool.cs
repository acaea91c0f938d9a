using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>
/// The sessions of one database. A borrower has its session alone; when all are in use it waits its turn. Sessions are reset when they come back, asked for a sign of life after
/// a pause, and replaced when they are broken or old. Thread-safe. The database is opened with the first session and disposed with the last one after <see cref="DisposeAsync"/>.
/// </summary>
public sealed class ConnectionPool : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly PoolOptions _options;
    private readonly TimeProvider _time;
    private readonly PoolMetrics _metrics;
    private readonly OpenSessions _sessions;
    private readonly PoolPlaces _places;
    private readonly SessionCheck _check;
    private readonly IdleSessions _idle;
    private readonly SnapshotSessions _snapshots;
    private ITimer? _reaper;

    /// <summary>Makes a pool; nothing is opened yet.</summary>
    /// <param name="name">The connection's name, for messages and metrics.</param>
    /// <param name="open">Opens the database when the first session is asked for; the pool disposes it.</param>
    /// <param name="options">Sizes and times.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <param name="onEvent">Is told what happens; called from any thread, and must not throw.</param>
    /// <param name="opened">A database that is open already, which the pool disposes too; null to open one.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or time is negative, or <see cref="PoolOptions.Size"/> is 0.</exception>
    public ConnectionPool(string name, Func<Database> open, PoolOptions options, TimeProvider? time = null, Action<ConnectionEvent>? onEvent = null, Database? opened = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(options);
        options.ThrowIfWrong();
        Name = name;
        _options = options;
        _time = time ?? TimeProvider.System;
        _metrics = new PoolMetrics(name);
        _check = new SessionCheck(options, _time);
        _idle = new IdleSessions(_metrics);
        _sessions = new OpenSessions(name, _metrics, _time, onEvent);
        _places = new PoolPlaces(name, open, opened, options, _time, _metrics, _sessions);
        _snapshots = new SnapshotSessions(_places, _sessions, _idle, _metrics);
    }

    /// <summary>The connection's name.</summary>
    public string Name { get; }

    /// <summary>The database, opened when it was not yet.</summary>
    /// <exception cref="ConnectorException">It cannot be opened.</exception>
    /// <exception cref="ObjectDisposedException">The pool was closed.</exception>
    public Database Database => _places.Database;

    /// <summary>How many sessions are open and unused, in use, and waited for, at this moment.</summary>
    public (int Idle, int InUse, int Waiting) Counts
    {
        get
        {
            var (inUse, waiting) = _places.Counts;
            return (_idle.Count, inUse, waiting);
        }
    }

    /// <summary>Borrows a session; the caller disposes what it gets, which gives it back.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorStatus.Timeout"/>: none became free within <see cref="PoolOptions.WaitTimeout"/>. Otherwise the engine's own: it cannot be reached, or who asks may not.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The pool was closed, before or meanwhile.</exception>
    public async ValueTask<PooledConnection> RentAsync(CancellationToken cancellationToken = default)
    {
        var database = await _places.EnterAsync(cancellationToken).ConfigureAwait(false);
        PooledSession? session = null;
        try
        {
            session = await TakeAsync(database, cancellationToken).ConfigureAwait(false);
            _metrics.Used(1);
            return new PooledConnection(this, session);
        }
        finally
        {
            if (session is null)
            {
                await _places.LeaveAsync().ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc cref="RentAsync"/>
    public PooledConnection Rent(CancellationToken cancellationToken = default) => SyncPump.Run(() => RentAsync(cancellationToken));

    /// <summary>
    /// Borrows sessions that see one moment, as far as the engine can (<see cref="Database.OpenSnapshotAsync"/>). It waits for the first place only: of the others it takes those that are
    /// free, so that two who ask at the same time never wait for each other.
    /// </summary>
    /// <param name="sessions">The most sessions.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The sessions, perhaps fewer; disposing gives them back.</returns>
    /// <inheritdoc cref="RentAsync" path="/exception"/>
    public async ValueTask<PooledSnapshot> RentSnapshotAsync(int sessions, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sessions);
        return new PooledSnapshot(_snapshots, await _snapshots.OpenAsync(sessions, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Takes places that are free for sessions that a connector opens by itself.</summary>
    internal ValueTask<ReservedPlaces> ReserveAsync(int most) => ReservedPlaces.TakeAsync(most, _places, _sessions, _idle, _metrics);

    /// <summary>Closes the sessions that are unused and sends waiters away. Sessions in use are closed when they come back, and the database with the last one.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_places.TryClose())
        {
            return;
        }

        ITimer? reaper;
        lock (_lock)
        {
            reaper = _reaper;
        }

        if (reaper is not null)
        {
            await reaper.DisposeAsync().ConfigureAwait(false);
        }

        await _sessions.CloseAsync(_idle.Close(), "closed with its pool").ConfigureAwait(false);
        await _places.ReleaseAsync().ConfigureAwait(false);
    }

    /// <summary>Takes a session back.</summary>
    internal async ValueTask ReturnAsync(PooledSession session)
    {
        _metrics.Used(-1);
        _metrics.Returned(_time.GetUtcNow() - session.ChangedAt);
        try
        {
            var reason = await _check.AfterUseAsync(session).ConfigureAwait(false);
            if (reason is not null)
            {
                await _sessions.CloseAsync(session, ConnectionEventKind.Replaced, reason).ConfigureAwait(false);
            }
            else if (!TryKeep(session))
            {
                await _sessions.CloseAsync(session, ConnectionEventKind.Closed, "closed after use").ConfigureAwait(false);
            }
        }
        finally
        {
            await _places.LeaveAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<PooledSession> TakeAsync(Database database, CancellationToken cancellationToken)
    {
        while (_idle.TryTake() is { } session)
        {
            var fault = "its borrower gave up while it was asked for a sign of life";
            try
            {
                fault = await _check.BeforeUseAsync(session, cancellationToken).ConfigureAwait(false);
                if (fault is null)
                {
                    session.ChangedAt = _time.GetUtcNow();
                    return session;
                }
            }
            finally
            {
                if (fault is not null)
                {
                    await _sessions.CloseAsync(session, ConnectionEventKind.Replaced, fault).ConfigureAwait(false);
                }
            }
        }

        return await OpenSessionAsync(database, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<PooledSession> OpenSessionAsync(Database database, CancellationToken cancellationToken)
    {
        var session = await _sessions.OpenAsync(database, cancellationToken).ConfigureAwait(false);
        if (_places.IsClosed)
        {
            await _sessions.CloseAsync(session, ConnectionEventKind.Closed, "closed with its pool").ConfigureAwait(false);
            ObjectDisposedException.ThrowIf(true, this);
        }

        return session;
    }

    private bool TryKeep(PooledSession session)
    {
        lock (_lock)
        {
            if (_places.IsClosed || (_sessions.Count > _options.Size && _places.Counts.Waiting == 0))
            {
                return false;
            }

            if (_options.IdleTimeout > TimeSpan.Zero)
            {
                _reaper ??= _time.CreateTimer(static pool => ((ConnectionPool)pool!).Reap(), this, _options.IdleTimeout, _options.IdleTimeout);
            }
        }

        session.ChangedAt = _time.GetUtcNow();
        return _idle.TryAdd(session);
    }

    private void Reap()
    {
        if (_places.TryHold())
        {
            // A timer has nobody to wait for it; the database waits, by the count of its users.
            _ = ReapAsync(_idle.TakeOlder(_time.GetUtcNow() - _options.IdleTimeout));
        }
    }

    private async Task ReapAsync(List<PooledSession> old)
    {
        await _sessions.CloseAsync(old, "closed after a pause").ConfigureAwait(false);
        await _places.ReleaseAsync().ConfigureAwait(false);
    }
}
