using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// What the sessions of one database share: the native handle or the endpoint, tokens, the server's version. Thread-safe. Disposed last; connections that are
/// still open then are closed first by their owners.
/// </summary>
public abstract class Database : IAsyncDisposable, IDisposable
{
    private int _disposed;

    /// <summary>Makes the database of a connector.</summary>
    protected Database(Connector connector, ConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(connector);
        ArgumentNullException.ThrowIfNull(options);
        Connector = connector;
        Options = options;
    }

    /// <summary>The connector that opened it.</summary>
    public Connector Connector { get; }

    /// <summary>The options that it was opened with.</summary>
    public ConnectorOptions Options { get; }

    /// <summary>Where it is, as people write it, without secrets: a path, a host and database.</summary>
    public abstract string DisplayName { get; }

    /// <summary>The engine's name and version as it says it; null before the first connection of an engine that is far away, and where there is no engine (files).</summary>
    public abstract string? ServerVersion { get; }

    /// <summary>What this database can do; of the connector's declared abilities those that the met version has.</summary>
    public virtual Capabilities Capabilities => Connector.Capabilities;

    /// <summary>The engine's types and Arrow's, as the met version has them.</summary>
    public virtual TypeMap TypeMap => Connector.TypeMap;

    /// <summary>Whether one process may hold several connections that work at the same time.</summary>
    public virtual bool AllowsConcurrentConnections => true;

    /// <summary>How many sessions a copy reads a table with when nobody says: one for an embedded engine; a server on other processors gains from more.</summary>
    public virtual int SuggestedReaders => 1;

    /// <summary>
    /// How many writers a copy loads a table with when nobody says: one for an embedded engine. More say that a further writer is a further session, which a pool then counts.
    /// </summary>
    public virtual int SuggestedWriters => 1;

    /// <summary>
    /// Whether another database is the very same one behind the scenes, so that a table copied onto itself is noticed. The default compares connector and display name.
    /// </summary>
    public virtual bool IsSameAs(Database other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return ReferenceEquals(this, other) || (Connector.Name == other.Connector.Name && DisplayName == other.DisplayName && DisplayName.Length > 0);
    }

    /// <summary>Opens a session. The caller disposes it.</summary>
    /// <exception cref="ConnectorException">The engine cannot be reached or opened, or who asks may not.</exception>
    public ValueTask<Connection> OpenConnectionAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return OpenConnectionCoreAsync(cancellationToken);
    }

    /// <inheritdoc cref="OpenConnectionAsync"/>
    public Connection OpenConnection(CancellationToken cancellationToken = default) => SyncPump.Run(() => OpenConnectionAsync(cancellationToken));

    /// <summary>
    /// Opens sessions that see one moment, as far as the engine can; fewer than asked for when it allows fewer. The default opens one session in a transaction
    /// that reads, or a plain one when the engine has none; a connector whose transactions do not see one moment (read committed) overrides it.
    /// </summary>
    public ValueTask<Snapshot> OpenSnapshotAsync(int sessions, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sessions);
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        return OpenSnapshotCoreAsync(sessions, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await DisposeCoreAsync().ConfigureAwait(false);
            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            SyncPump.Run(async () =>
            {
                await DisposeCoreAsync().ConfigureAwait(false);
                return true;
            });
            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Opens a session; an embedded engine completes before it returns.</summary>
    protected abstract ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken);

    /// <summary>Opens a snapshot.</summary>
    protected virtual async ValueTask<Snapshot> OpenSnapshotCoreAsync(int sessions, CancellationToken cancellationToken)
    {
        Connection connection = await OpenConnectionCoreAsync(cancellationToken).ConfigureAwait(false);
        if (!Capabilities.Has(Capability.Transactions))
        {
            return new Snapshot([connection], Consistency.None);
        }

        Snapshot? snapshot = null;
        try
        {
            await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
            return snapshot = new Snapshot([connection], Consistency.Shared);
        }
        finally
        {
            if (snapshot is null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Releases what the sessions shared; called once.</summary>
    protected abstract ValueTask DisposeCoreAsync();

    /// <summary>Connector and place, without secrets.</summary>
    public sealed override string ToString() => $"{Connector.Name}:{DisplayName}";
}
