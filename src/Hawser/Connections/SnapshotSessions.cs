using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>Opens and closes the sessions of snapshots within a pool's places.</summary>
internal sealed class SnapshotSessions(PoolPlaces places, OpenSessions sessions, IdleSessions idle, PoolMetrics metrics)
{
    /// <summary>Opens a snapshot of as many sessions as there are places free, at least one.</summary>
    public async ValueTask<Snapshot> OpenAsync(int most, CancellationToken cancellationToken)
    {
        var database = await places.EnterAsync(cancellationToken).ConfigureAwait(false);
        int taken = 1;
        int used = 0;
        try
        {
            while (taken < most && places.TryEnter())
            {
                taken++;
            }

            await MakeRoomAsync(taken).ConfigureAwait(false);
            var snapshot = await sessions.OpenSnapshotAsync(database, taken, cancellationToken).ConfigureAwait(false);
            used = snapshot.Connections.Count;
            metrics.Used(used);
            return snapshot;
        }
        finally
        {
            await LeaveAsync(taken - used).ConfigureAwait(false);
        }
    }

    /// <summary>Closes a snapshot's sessions and gives their places back.</summary>
    public async ValueTask CloseAsync(Snapshot snapshot)
    {
        metrics.Used(-snapshot.Connections.Count);
        try
        {
            await sessions.CloseAsync(snapshot).ConfigureAwait(false);
        }
        finally
        {
            await LeaveAsync(snapshot.Connections.Count).ConfigureAwait(false);
        }
    }

    // A snapshot's sessions are new ones; those that rest would come on top of the pool's size.
    private async ValueTask MakeRoomAsync(int count)
    {
        while (sessions.Count + count > places.Capacity && idle.TryTake() is { } resting)
        {
            await sessions.CloseAsync(resting, ConnectionEventKind.Closed, "closed to make room for a snapshot").ConfigureAwait(false);
        }
    }

    private async ValueTask LeaveAsync(int count)
    {
        for (int left = count; left > 0; left--)
        {
            await places.LeaveAsync().ConfigureAwait(false);
        }
    }
}
