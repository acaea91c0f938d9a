using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Connections;

/// <summary>
/// The connections of a program by name: from a configuration, from code, or from a URI. A database is opened when it is first used, its sessions are pooled, and all are closed
/// together. The only pool there is: connectors keep none of their own. Thread-safe.
/// </summary>
/// <example><code>await using var manager = new ConnectionManager(registry, new ConnectionsConfiguration(registry));
/// await using var borrowed = await manager.Get("prod").RentAsync();</code></example>
public sealed class ConnectionManager : IAsyncDisposable, IDisposable
{
    private readonly Lock _lock = new();
    private readonly ConnectorRegistry _registry;
    private readonly INamedConnections _configured;
    private readonly ConnectionManagerOptions _options;
    private readonly Dictionary<string, NamedConnection> _added = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, ManagedDatabase> _open = new(StringComparer.OrdinalIgnoreCase);
    private bool _disposed;

    /// <summary>Makes a manager; nothing is opened.</summary>
    /// <param name="registry">The connectors at hand.</param>
    /// <param name="configured">Connections that are configured, such as a <see cref="Config.ConnectionsConfiguration"/>; null for none.</param>
    /// <param name="options">How it works; null for the defaults.</param>
    public ConnectionManager(ConnectorRegistry registry, INamedConnections? configured = null, ConnectionManagerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
        _configured = configured ?? ConnectionSet.Empty;
        _options = options ?? new ConnectionManagerOptions();
    }

    /// <summary>The names of all connections, in their order.</summary>
    /// <exception cref="ConnectorException">The configuration cannot be read.</exception>
    public IReadOnlyList<string> Names
    {
        get
        {
            var configured = _configured.Names.ToList();
            lock (_lock)
            {
                return [.. configured.Concat(_added.Keys).Concat(_open.Keys.Where(LocationNames.IsConnectionName)).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
            }
        }
    }

    /// <summary>Adds a connection by its options.</summary>
    /// <param name="name">The name: letters, digits and <c>_ - . +</c>.</param>
    /// <param name="options">The options as a configuration has them: <c>type</c> (or a name that is an engine's) and the connector's own.</param>
    /// <exception cref="ArgumentException">The name is taken, or is no name.</exception>
    /// <exception cref="ConnectorException">The options are wrong.</exception>
    public void Add(string name, IReadOnlyDictionary<string, string> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var type = options.FirstOrDefault(option => option.Key.Equals("type", StringComparison.OrdinalIgnoreCase));
        Add(new NamedConnection(name, type.Value ?? name, [.. options.Where(option => option.Key != type.Key).Select(option => new OptionSetting(option.Key, option.Value))]));
    }

    /// <summary>Adds a connection by a URI.</summary>
    /// <param name="name">The name.</param>
    /// <param name="uri">A connection URI without a table, such as <c>postgres://app@db/shop</c>.</param>
    /// <exception cref="ArgumentException">The name is taken, or is no name.</exception>
    /// <exception cref="ConnectorException">It is not such a URI, or an option is wrong.</exception>
    public void AddUri(string name, string uri)
    {
        if (Locations.Location.Parse(uri, _registry.Engines) is not UriLocation { Table: null, Uri: var parsed })
        {
            throw LocationErrors.Malformed(uri, "a connection is expected: a URI that begins with an engine's name and ':', without '#TABLE'");
        }

        var connector = _registry.Get(parsed.Scheme);
        Add(new NamedConnection(name, connector.Name, UriSettings.Of(parsed, connector)));
    }

    /// <summary>Adds a database that is open already. The manager takes it over and disposes it when it closes; after that the name is free again.</summary>
    /// <param name="name">The name.</param>
    /// <param name="database">The database.</param>
    /// <exception cref="ArgumentException">The name is taken, or is no name.</exception>
    public void Add(string name, Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        lock (_lock)
        {
            ThrowIfTaken(name);
            _open.Add(name, Manage(name, database.Connector, database.Options, _options.Pool, () => database, opened: database));
        }
    }

    /// <summary>The connection of a name; nothing is opened until a session is borrowed.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: there is no such connection (the message names the nearest), or its options are wrong.</exception>
    public ManagedDatabase Get(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return FindOpen(name) ?? Open(FindNamed(name) ?? throw Unknown(name));
    }

    /// <summary>The connection and table that a source URI stands for.</summary>
    /// <remarks>
    /// A file: the connection of that very file, or else the file itself, which must exist. A server: the one connection of that engine, or the one that is named as the engine is.
    /// </remarks>
    /// <param name="uri">The source.</param>
    /// <exception cref="ConnectorException">No connection fits, several do, or the file does not exist.</exception>
    public ResolvedSource Resolve(SourceUri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        var connector = _registry.Get(uri.Scheme);
        var name = new SourceMatcher(connector, Names, CheckOf).Find(uri);
        return new ResolvedSource(name is null ? OpenFile(uri, connector) : Get(name), uri.Table);
    }

    /// <inheritdoc cref="Resolve(SourceUri)"/>
    public ResolvedSource Resolve(string uri) => Resolve(SourceUri.Parse(uri, _registry));

    /// <summary>Tests a connection: the configuration, the way there, who asks, a sign of life, and a table when one is named.</summary>
    /// <param name="name">The connection.</param>
    /// <param name="table">A table that shall be there; null to ask for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What came of it; a connection that does not work is no exception.</returns>
    public ValueTask<ConnectionTestResult> TestAsync(string name, TableName? table = null, CancellationToken cancellationToken = default)
        => TestAsync(name, table, Timeout.InfiniteTimeSpan, cancellationToken);

    /// <summary>Tests a connection within a time limit.</summary>
    /// <inheritdoc cref="TestAsync(string, TableName?, CancellationToken)"/>
    /// <param name="name">The connection.</param>
    /// <param name="table">A table that shall be there; null to ask for none.</param>
    /// <param name="timeout">How long all of it may take; a test that takes longer has the problem <see cref="ConnectionProblem.Timeout"/>.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public ValueTask<ConnectionTestResult> TestAsync(string name, TableName? table, TimeSpan timeout, CancellationToken cancellationToken = default)
        => new ConnectionTest(this, name, table).RunAsync(timeout, cancellationToken);

    /// <summary>Closes all sessions and databases. Sessions in use are closed when they come back. Connections can be used again, and are then opened anew.</summary>
    public async ValueTask CloseAllAsync()
    {
        List<ManagedDatabase> open;
        lock (_lock)
        {
            open = [.. _open.Values];
            _open.Clear();
        }

        foreach (var database in open)
        {
            await database.Pool.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes everything for good.</summary>
    public ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            _disposed = true;
        }

        return CloseAllAsync();
    }

    /// <inheritdoc cref="DisposeAsync"/>
    public void Dispose() => SyncPump.Run(DisposeAsync);

    private void Add(NamedConnection connection)
    {
        _registry.Check(connection);
        lock (_lock)
        {
            ThrowIfTaken(connection.Name);
            _added.Add(connection.Name, connection);
        }
    }

    private void ThrowIfTaken(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        ArgumentNullException.ThrowIfNull(name);
        if (!LocationNames.IsConnectionName(name) || LocationNames.IsDrive(name))
        {
            throw new ArgumentException($"'{SecretMask.OnOneLine(name)}' is not a connection's name.", nameof(name));
        }

        if (_added.ContainsKey(name) || _open.ContainsKey(name) || _configured.Names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            throw new ArgumentException($"There is a connection \"{name}\" already.", nameof(name));
        }
    }

    private ManagedDatabase? FindOpen(string name)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _open.GetValueOrDefault(name);
        }
    }

    private NamedConnection? FindNamed(string name)
    {
        lock (_lock)
        {
            if (_added.TryGetValue(name, out var added))
            {
                return added;
            }
        }

        return _configured.Find(name);
    }

    private (Connector Connector, ConnectorOptions Options) CheckOf(string name)
        => FindOpen(name) is { } open ? (open.Connector, open.Options) : _registry.Check(FindNamed(name) ?? throw Unknown(name));

    private ManagedDatabase Open(NamedConnection connection)
    {
        var (connector, options) = _registry.Check(connection);
        var pool = PoolOptions.Of(connection, _options.Pool);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_open.TryGetValue(connection.Name, out var open))
            {
                open = Manage(connection.Name, connector, options, pool, () => connector.Open(options), opened: null);
                _open.Add(connection.Name, open);
            }

            return open;
        }
    }

    private ManagedDatabase Manage(string name, Connector connector, ConnectorOptions options, PoolOptions pool, Func<Database> open, Database? opened)
        => new(name, connector, options, new ConnectionPool(name, open, pool, _options.Time, _options.OnEvent, opened));

    private ManagedDatabase OpenFile(SourceUri uri, Connector connector)
    {
        var isMemory = uri.Path == ":memory:";
        if (!isMemory && !File.Exists(uri.Path))
        {
            throw new ConnectorException(ConnectorStatus.NotFound, string.Empty, $"source '{uri}': {NearestFile.Describe(uri.Path!)}");
        }

        // No name has a ':', so what is opened by its path is never taken for a named connection.
        var name = $"{connector.Name}:{(isMemory ? uri.Path : Path.GetFullPath(uri.Path!))}";
        return FindOpen(name) ?? Open(new NamedConnection(name, connector.Name, [new OptionSetting(connector.UriKeys.Path!, uri.Path!)]));
    }

    private ConnectorException Unknown(string name)
    {
        var names = Names;
        var nearest = NearestName.Find(name, names);
        var advice = nearest is not null ? $"did you mean \"{nearest}\"?" : names.Count == 0 ? "none is configured" : $"known are {string.Join(", ", names)}";
        return new ConnectorException(ConnectorStatus.InvalidConfiguration, string.Empty, $"no connection is named \"{SecretMask.Apply(name)}\"; {advice}");
    }
}
