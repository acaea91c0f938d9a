using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>
/// Sessions of a pool that see one moment. They are opened for it, count as in use, and are closed when it is disposed: what they were in cannot be handed on.
/// </summary>
public sealed class PooledSnapshot : IAsyncDisposable
{
    private readonly SnapshotSessions _sessions;
    private Snapshot? _snapshot;

    internal PooledSnapshot(SnapshotSessions sessions, Snapshot snapshot)
    {
        _sessions = sessions;
        _snapshot = snapshot;
    }

    /// <summary>The sessions, as many as were asked for or fewer; at least one. Do not dispose them.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public IReadOnlyList<Connection> Connections => Snapshot.Connections;

    /// <summary>What was achieved.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public Consistency Consistency => Snapshot.Consistency;

    private Snapshot Snapshot => _snapshot ?? throw new ObjectDisposedException(nameof(PooledSnapshot), "The snapshot was given back to its pool.");

    /// <summary>Closes the sessions and gives their places back.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _snapshot, null) is { } snapshot ? _sessions.CloseAsync(snapshot) : ValueTask.CompletedTask;
}
