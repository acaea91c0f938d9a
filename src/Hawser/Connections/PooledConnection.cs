using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>
/// A session that one worker borrowed. Nobody else has it until it is disposed, which brings it back: reset, or closed when it is broken, too old, or something of it is still open.
/// </summary>
/// <example><code>await using var borrowed = await manager.Get("prod").RentAsync(cancellationToken);
/// using var result = await borrowed.Connection.QueryAsync(new Statement("select 1"), cancellationToken);</code></example>
public sealed class PooledConnection : IAsyncDisposable, IDisposable
{
    private readonly ConnectionPool _pool;
    private PooledSession? _session;

    internal PooledConnection(ConnectionPool pool, PooledSession session)
    {
        _pool = pool;
        _session = session;
    }

    /// <summary>The session. Do not dispose it, and do not keep it beyond this object.</summary>
    /// <exception cref="ObjectDisposedException">It was given back.</exception>
    public Connection Connection => _session?.Connection ?? throw new ObjectDisposedException(nameof(PooledConnection), "The session was given back to its pool.");

    /// <summary>Gives the session back.</summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _session, null) is { } session ? _pool.ReturnAsync(session) : ValueTask.CompletedTask;

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => SyncPump.Run(DisposeAsync);
}
