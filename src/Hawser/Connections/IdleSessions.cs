namespace Hawser.Connections;

/// <summary>The sessions of a pool that nobody uses. Once closed it takes no more. Thread-safe.</summary>
internal sealed class IdleSessions(PoolMetrics metrics)
{
    private readonly Lock _lock = new();
    private readonly List<PooledSession> _sessions = [];
    private bool _closed;

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _sessions.Count;
            }
        }
    }

    /// <summary>The one that came back last, so that the others grow old and are closed; null when there is none.</summary>
    public PooledSession? TryTake()
    {
        lock (_lock)
        {
            return _sessions.Count == 0 ? null : Remove(_sessions[^1..])[0];
        }
    }

    /// <summary>Those that came back before a moment.</summary>
    public List<PooledSession> TakeOlder(DateTimeOffset moment)
    {
        lock (_lock)
        {
            return Remove(_sessions.FindAll(session => session.ChangedAt <= moment));
        }
    }

    /// <summary>Takes a session in, unless this was closed.</summary>
    public bool TryAdd(PooledSession session)
    {
        lock (_lock)
        {
            if (_closed)
            {
                return false;
            }

            _sessions.Add(session);
            metrics.Idle(1);
            return true;
        }
    }

    /// <summary>Gives all out and takes no more.</summary>
    public List<PooledSession> Close()
    {
        lock (_lock)
        {
            _closed = true;
            return Remove([.. _sessions]);
        }
    }

    private List<PooledSession> Remove(List<PooledSession> taken)
    {
        _sessions.RemoveAll(taken.Contains);
        metrics.Idle(-taken.Count);
        return taken;
    }
}
