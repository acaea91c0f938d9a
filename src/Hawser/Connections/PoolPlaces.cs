using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>
/// Who may have a session of a pool, and how long its database lives: it is opened for the first who asks, and disposed by the last who leaves after <see cref="TryClose"/>. Thread-safe.
/// </summary>
internal sealed class PoolPlaces(string name, Func<Database> open, Database? opened, PoolOptions options, TimeProvider time, PoolMetrics metrics, OpenSessions sessions)
{
    private readonly Lock _lock = new();
    private Database? _database = opened;
    private FairGate? _gate;
    private int _inUse;
    private int _users;
    private bool _closed;

    /// <summary>Whether the pool was closed.</summary>
    public bool IsClosed
    {
        get
        {
            lock (_lock)
            {
                return _closed;
            }
        }
    }

    /// <summary>How many places are taken, and how many wait for one.</summary>
    public (int InUse, int Waiting) Counts
    {
        get
        {
            lock (_lock)
            {
                return (_inUse, _gate?.WaitingCount ?? 0);
            }
        }
    }

    /// <summary>How many places there are.</summary>
    public int Capacity => Open().Gate.Capacity;

    /// <summary>The database, opened when it was not yet.</summary>
    /// <exception cref="ObjectDisposedException">The pool was closed.</exception>
    public Database Database => Open().Database;

    /// <summary>Takes a place, at once or when it is this caller's turn; <see cref="LeaveAsync"/> gives it back.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.Timeout"/>: none became free in time.</exception>
    public async ValueTask<Database> EnterAsync(CancellationToken cancellationToken)
    {
        var (database, gate) = Open();
        var since = time.GetTimestamp();
        metrics.Waiting(1);
        try
        {
            await gate.EnterAsync(options.WaitTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw TimedOut(gate);
        }
        finally
        {
            metrics.Waiting(-1);
        }

        metrics.Waited(time.GetElapsedTime(since));
        if (!TryUse(isPlace: true))
        {
            gate.Leave();
            ObjectDisposedException.ThrowIf(true, typeof(ConnectionPool));
        }

        return database;
    }

    /// <summary>Takes a further place if one is free and nobody waits for it.</summary>
    public bool TryEnter()
    {
        var gate = Open().Gate;
        if (!gate.TryEnter())
        {
            return false;
        }

        if (TryUse(isPlace: true))
        {
            return true;
        }

        gate.Leave();
        return false;
    }

    /// <summary>Gives a place back.</summary>
    public ValueTask LeaveAsync()
    {
        lock (_lock)
        {
            _inUse--;
        }

        _gate!.Leave();
        return ReleaseAsync();
    }

    /// <summary>Keeps the database alive without a place, until <see cref="ReleaseAsync"/>; false when the pool was closed.</summary>
    public bool TryHold() => TryUse(isPlace: false);

    /// <summary>Lets nobody in any more, and sends away who waits. Who closes it holds the database until <see cref="ReleaseAsync"/>; false when it was closed before.</summary>
    public bool TryClose()
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _closed = true;
            _users++;
            _gate?.Close();
            return true;
        }
    }

    /// <summary>Ends a hold. Sessions need their database, so the last user of a closed pool disposes it.</summary>
    public async ValueTask ReleaseAsync()
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

    private (Database Database, FairGate Gate) Open()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(ConnectionPool));
            _database ??= open();
            _gate ??= new FairGate(_database.AllowsConcurrentConnections ? options.Size + options.Overflow : 1, time);
            return (_database, _gate);
        }
    }

    private bool TryUse(bool isPlace)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _inUse += isPlace ? 1 : 0;
            _users++;
            return true;
        }
    }

    private ConnectorException TimedOut(FairGate gate)
    {
        metrics.TimedOut();
        var problem = string.Create(CultureInfo.InvariantCulture, $"no session became free within {options.WaitTimeout.TotalSeconds:0.###} s; all {gate.Capacity} are in use");
        sessions.Tell(ConnectionEventKind.TimedOut, problem);
        return new ConnectorException(ConnectorStatus.Timeout, string.Empty, $"connection \"{name}\": {problem}.")
        {
            Hint = "Give sessions back sooner, or raise size, overflow or wait_timeout of its pool.",
            IsTransient = true,
        };
    }
}
