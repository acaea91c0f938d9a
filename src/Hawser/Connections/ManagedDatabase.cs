using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Connections;

/// <summary>A connection of a <see cref="ConnectionManager"/>: a database and the pool of its sessions, opened when the first session is borrowed. Owned by the manager.</summary>
public sealed class ManagedDatabase
{
    internal ManagedDatabase(string name, Connector connector, ConnectorOptions options, ConnectionPool pool)
    {
        Name = name;
        Connector = connector;
        Pool = pool;
        Options = options;
    }

    /// <summary>The connection's name.</summary>
    public string Name { get; }

    /// <summary>The connector.</summary>
    public Connector Connector { get; }

    /// <summary>The options that it is opened with.</summary>
    public ConnectorOptions Options { get; }

    /// <summary>The sessions.</summary>
    public ConnectionPool Pool { get; }

    /// <summary>The database, opened when it was not yet. Do not dispose it.</summary>
    /// <exception cref="ConnectorException">It cannot be opened.</exception>
    public Database Database => Pool.Database;

    /// <summary>Where it leads, as a URI with its secrets masked.</summary>
    public string Location => ConnectionUri.Of(Connector, Options).ToString();

    /// <summary>Borrows a session.</summary>
    /// <inheritdoc cref="ConnectionPool.RentAsync"/>
    public ValueTask<PooledConnection> RentAsync(CancellationToken cancellationToken = default) => Pool.RentAsync(cancellationToken);

    /// <inheritdoc cref="RentAsync"/>
    public PooledConnection Rent(CancellationToken cancellationToken = default) => Pool.Rent(cancellationToken);

    /// <summary>Borrows sessions that see one moment.</summary>
    /// <inheritdoc cref="ConnectionPool.RentSnapshotAsync"/>
    public ValueTask<PooledSnapshot> RentSnapshotAsync(int sessions, CancellationToken cancellationToken = default) => Pool.RentSnapshotAsync(sessions, cancellationToken);

    /// <summary>Name and place, without secrets.</summary>
    public override string ToString() => $"@{Name} ({Location})";
}
