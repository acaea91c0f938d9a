using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>Opens and closes the sessions of a pool, counts them, and tells what happens.</summary>
internal sealed class OpenSessions(string name, PoolMetrics metrics, TimeProvider time, Action<ConnectionEvent>? onEvent)
{
    private int _count;

    /// <summary>How many are open, in use or not.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Opens a session.</summary>
    public async ValueTask<PooledSession> OpenAsync(Database database, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        try
        {
            var connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            var session = new PooledSession(connection, time.GetUtcNow());
            session.ChangedAt = session.OpenedAt;
            Interlocked.Increment(ref _count);
            metrics.Created(time.GetElapsedTime(since));
            Tell(ConnectionEventKind.Opened, "a session was opened");
            return session;
        }
        catch (ConnectorException error)
        {
            Tell(ConnectionEventKind.Failed, "a session could not be opened", error);
            throw;
        }
    }

    /// <summary>Opens sessions that see one moment.</summary>
    public async ValueTask<Snapshot> OpenSnapshotAsync(Database database, int sessions, CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        try
        {
            var snapshot = await database.OpenSnapshotAsync(sessions, cancellationToken).ConfigureAwait(false);
            Interlocked.Add(ref _count, snapshot.Connections.Count);
            metrics.Created(time.GetElapsedTime(since));
            Tell(ConnectionEventKind.Opened, $"a snapshot of {snapshot.Connections.Count} sessions was opened");
            return snapshot;
        }
        catch (ConnectorException error)
        {
            Tell(ConnectionEventKind.Failed, "a snapshot could not be opened", error);
            throw;
        }
    }

    /// <summary>Closes a snapshot's sessions.</summary>
    public async ValueTask CloseAsync(Snapshot snapshot)
    {
        Interlocked.Add(ref _count, -snapshot.Connections.Count);
        Exception? failure = null;
        try
        {
            await snapshot.DisposeAsync().ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            // Sessions that cannot even be closed are gone all the same; the log says so.
            failure = error;
        }

        Tell(ConnectionEventKind.Closed, "a snapshot's sessions were closed after use", failure);
    }

    /// <summary>Closes a session.</summary>
    public async ValueTask CloseAsync(PooledSession session, ConnectionEventKind kind, string reason)
    {
        Interlocked.Decrement(ref _count);
        if (kind == ConnectionEventKind.Replaced)
        {
            metrics.Replace();
        }

        Exception? failure = null;
        try
        {
            await session.Connection.DisposeAsync().ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            // A session that cannot even be closed is gone all the same; the log says so.
            failure = error;
        }

        Tell(kind, reason, failure);
    }

    /// <summary>Closes sessions that are no longer needed.</summary>
    public async ValueTask CloseAsync(List<PooledSession> sessions, string reason)
    {
        foreach (var session in sessions)
        {
            await CloseAsync(session, ConnectionEventKind.Closed, reason).ConfigureAwait(false);
        }
    }

    /// <summary>Tells what happened.</summary>
    public void Tell(ConnectionEventKind kind, string text, Exception? error = null) => onEvent?.Invoke(new ConnectionEvent(kind, name, text, error));
}
