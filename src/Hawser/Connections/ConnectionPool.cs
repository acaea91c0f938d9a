using System.Globalization;
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
    private readonly Func<Database> _open;
    private readonly PoolOptions _options;
    private readonly TimeProvider _time;
    private readonly PoolMetrics _metrics;
    private readonly OpenSessions _sessions;
    private readonly SessionCheck _check;
    private readonly IdleSessions _idle;
    private Database? _database;
    private FairGate? _gate;
    private ITimer? _reaper;
    private int _inUse;
    private int _users;
    private bool _closed;

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
        _open = open;
        _options = options;
        _time = time ?? TimeProvider.System;
        _metrics = new PoolMetrics(name);
        _check = new SessionCheck(options, _time);
        _idle = new IdleSessions(_metrics);
        _sessions = new OpenSessions(name, _metrics, _time, onEvent);
        _database = opened;
    }

    /// <summary>The connection's name.</summary>
    public string Name { get; }

    /// <summary>The database, opened when it was not yet.</summary>
    /// <exception cref="ConnectorException">It cannot be opened.</exception>
    /// <exception cref="ObjectDisposedException">The pool was closed.</exception>
    public Database Database => Open().Database;

    /// <summary>How many sessions are open and unused, in use, and waited for, at this moment.</summary>
    public (int Idle, int InUse, int Waiting) Counts
    {
        get
        {
            lock (_lock)
            {
                return (_idle.Count, _inUse, _gate?.WaitingCount ?? 0);
            }
        }
    }

    /// <summary>Borrows a session; the caller disposes what it gets, which gives it back.</summary>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorStatus.Timeout"/>: none became free within <see cref="PoolOptions.WaitTimeout"/>. Otherwise the engine's own: it cannot be reached, or who asks may not.
    /// </exception>
    /// <exception cref="ObjectDisposedException">The pool was closed, before or meanwhile.</exception>
    public async ValueTask<PooledConnection> RentAsync(CancellationToken cancellationToken = default)
    {
        var (database, gate) = Open();
        await EnterAsync(gate, cancellationToken).ConfigureAwait(false);
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
                await LeaveAsync(gate).ConfigureAwait(false);
            }
        }
    }

    /// <inheritdoc cref="RentAsync"/>
    public PooledConnection Rent(CancellationToken cancellationToken = default) => SyncPump.Run(() => RentAsync(cancellationToken));

    /// <summary>Closes the sessions that are unused and sends waiters away. Sessions in use are closed when they come back, and the database with the last one.</summary>
    public async ValueTask DisposeAsync()
    {
        ITimer? reaper;
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _closed = true;
            _users++;
            _gate?.Close();
            reaper = _reaper;
        }

        if (reaper is not null)
        {
            await reaper.DisposeAsync().ConfigureAwait(false);
        }

        await _sessions.CloseAsync(_idle.Close(), "closed with its pool").ConfigureAwait(false);
        await ReleaseAsync().ConfigureAwait(false);
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
            await LeaveAsync(_gate!).ConfigureAwait(false);
        }
    }

    private (Database Database, FairGate Gate) Open()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            _database ??= _open();
            _gate ??= new FairGate(_database.AllowsConcurrentConnections ? _options.Size + _options.Overflow : 1, _time);
            return (_database, _gate);
        }
    }

    private async ValueTask EnterAsync(FairGate gate, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        _metrics.Waiting(1);
        try
        {
            await gate.EnterAsync(_options.WaitTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _metrics.TimedOut();
            var problem = string.Create(CultureInfo.InvariantCulture, $"no session became free within {_options.WaitTimeout.TotalSeconds:0.###} s; all {gate.Capacity} are in use");
            _sessions.Tell(ConnectionEventKind.TimedOut, problem);
            throw new ConnectorException(ConnectorStatus.Timeout, string.Empty, $"connection \"{Name}\": {problem}.")
            {
                Hint = "Give sessions back sooner, or raise size, overflow or wait_timeout of its pool.",
                IsTransient = true,
            };
        }
        finally
        {
            _metrics.Waiting(-1);
        }

        _metrics.Waited(_time.GetElapsedTime(since));
        if (!TryUse())
        {
            gate.Leave();
            ObjectDisposedException.ThrowIf(true, this);
        }
    }

    private bool TryUse()
    {
        lock (_lock)
        {
            if (!_closed)
            {
                _inUse++;
                _users++;
            }

            return !_closed;
        }
    }

    private ValueTask LeaveAsync(FairGate gate)
    {
        lock (_lock)
        {
            _inUse--;
        }

        gate.Leave();
        return ReleaseAsync();
    }

    // Sessions need their database, so the last user of a closed pool disposes it.
    private async ValueTask ReleaseAsync()
    {
        Database? last;
        lock (_lock)
        {
            _users--;
            last = _closed && _users == 0 ? Interlocked.Exchange(ref _database, null) : null;
        }

        if (last is not null)
        {
            await last.DisposeAsync().ConfigureAwait(false);
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
        bool isLate;
        lock (_lock)
        {
            isLate = _closed;
        }

        if (isLate)
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
            if (_closed || (_sessions.Count > _options.Size && _gate!.WaitingCount == 0))
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
        lock (_lock)
        {
            if (_closed)
            {
                return;
            }

            _users++;
        }

        // A timer has nobody to wait for it; the database waits, by the count of its users.
        _ = ReapAsync(_idle.TakeOlder(_time.GetUtcNow() - _options.IdleTimeout));
    }

    private async Task ReapAsync(List<PooledSession> old)
    {
        await _sessions.CloseAsync(old, "closed after a pause").ConfigureAwait(false);
        await ReleaseAsync().ConfigureAwait(false);
    }
}
