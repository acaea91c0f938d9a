using Hawser.Config;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;
using Hawser.Testing;
using Hawser.Tests.Registry;

namespace Hawser.Tests.Connections;

public sealed class ConnectionManagerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FaultyConnector _faulty = new();
    private readonly ConnectorRegistry _registry;

    public ConnectionManagerTests() => _registry = new ConnectorRegistry(
        [.. BuiltInConnectors.All.Where(connector => connector.Name is "duckdb" or "sqlite" or "arrow"), _faulty, new ServerConnector("mysql", "mariadb"), new ServerConnector("bigquery")]);

    [Fact]
    public async Task Connections_come_from_a_file_from_code_and_from_uris()
    {
        await using var manager = Manager($"connections:\n  file: {{ type: sqlite, path: '{_folder["a.db"]}' }}\n");
        manager.Add("options", new Dictionary<string, string> { ["type"] = "duckdb", ["path"] = _folder["b.db"] });
        manager.Add("duckdb", new Dictionary<string, string>());
        manager.AddUri("uri", $"sqlite:{_folder["c.db"]}?read_only=false");
        manager.Add("database", _faulty.Open(_faulty.ParseOptions([])));
        Assert.Equal(["database", "duckdb", "file", "options", "uri"], manager.Names);
        Assert.Equal(["faulty", "duckdb", "sqlite", "duckdb", "sqlite"], manager.Names.Select(name => manager.Get(name).Connector.Name));
        Assert.Empty(Directory.EnumerateFiles(_folder.Path, "*.db"));
        foreach (var name in manager.Names)
        {
            await using var borrowed = await manager.Get(name.ToUpperInvariant()).RentAsync();
            await borrowed.Connection.TestAsync();
        }

        Assert.Same(manager.Get("file"), manager.Get("FILE"));
    }

    [Fact]
    public void A_name_is_given_once()
    {
        using var manager = Manager("connections:\n  prod: { type: duckdb }\n");
        var memory = new Dictionary<string, string> { ["type"] = "duckdb" };
        Assert.Contains("\"Prod\" already", Assert.Throws<ArgumentException>(() => manager.Add("Prod", memory)).Message, StringComparison.Ordinal);
        manager.Add("other", memory);
        Assert.Throws<ArgumentException>(() => manager.AddUri("other", "duckdb:"));
        using var database = _faulty.Open(_faulty.ParseOptions([]));
        Assert.Throws<ArgumentException>(() => manager.Add("OTHER", database));
        Assert.Throws<ArgumentException>(() => manager.Add("a:b", memory));
        Assert.Throws<ArgumentException>(() => manager.Add("c", memory));
    }

    [Fact]
    public void Options_that_are_wrong_are_refused_when_they_are_given()
    {
        using var manager = Manager();
        Assert.Contains("did you mean \"path\"?", Assert.Throws<ConnectorException>(() => manager.Add("x1", new Dictionary<string, string> { ["type"] = "sqlite", ["paht"] = "x" })).Message, StringComparison.Ordinal);
        Assert.Contains("it has no options", Assert.Throws<ConnectorException>(() => manager.Add("sqlite", new Dictionary<string, string>())).Message, StringComparison.Ordinal);
        Assert.Contains("a connection is expected", Assert.Throws<ConnectorException>(() => manager.AddUri("x2", "duckdb:a.db#t")).Message, StringComparison.Ordinal);
        Assert.Contains("a connection is expected", Assert.Throws<ConnectorException>(() => manager.AddUri("x3", "a.db")).Message, StringComparison.Ordinal);
        Assert.Empty(manager.Names);
    }

    [Fact]
    public void An_unknown_name_is_refused_with_the_nearest()
    {
        using var manager = Manager("connections:\n  prod: { type: duckdb }\n");
        Assert.Contains("no connection is named \"prdo\"; did you mean \"prod\"?", Assert.Throws<ConnectorException>(() => manager.Get("prdo")).Message, StringComparison.Ordinal);
        Assert.Contains("known are prod", Assert.Throws<ConnectorException>(() => manager.Get("zzz")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pools_take_their_sizes_from_the_configuration()
    {
        await using var manager = Manager("""
            connections:
              small: { type: faulty, host: h, pool: { size: 1, overflow: 0, wait_timeout: 0 } }
              wrong: { type: faulty, host: h, pool: { size: 0 } }
              long:  { type: faulty, host: h, pool: { idle_timeout: 50d } }
              nan:   { type: faulty, host: h, pool: { idle_timeout: NaN } }
              typo:  { type: faulty, host: h, pool: { sise: 1 } }
            """);
        await using var borrowed = await manager.Get("small").RentAsync();
        Assert.Equal(ConnectorStatus.Timeout, (await Assert.ThrowsAsync<ConnectorException>(() => manager.Get("small").RentAsync().AsTask())).Status);
        Assert.Contains("connections.yaml:3): pool: option \"size\" is 0; it must be a whole number from 1 to 10000", Assert.Throws<ConnectorException>(() => manager.Get("wrong")).Message, StringComparison.Ordinal);
        Assert.Contains("option \"idle_timeout\" is \"50d\"; it must be a duration of at most 40d", Assert.Throws<ConnectorException>(() => manager.Get("long")).Message, StringComparison.Ordinal);
        Assert.Contains("it must be a duration such as", Assert.Throws<ConnectorException>(() => manager.Get("nan")).Message, StringComparison.Ordinal);
        Assert.Contains("did you mean \"size\"?", Assert.Throws<ConnectorException>(() => manager.Get("typo")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_all_closes_sessions_and_databases_and_they_open_anew()
    {
        var manager = Manager("connections:\n  one: { type: faulty, host: h }\n");
        manager.Add("two", _faulty.Open(_faulty.ParseOptions([])));
        await (await manager.Get("one").RentAsync()).DisposeAsync();
        await manager.CloseAllAsync();
        Assert.Equal((2, 2), (_faulty.DatabasesOpened, _faulty.DatabasesDisposed));
        Assert.All(_faulty.Sessions, session => Assert.True(session.IsClosed));
        Assert.Equal(["one"], manager.Names);
        await (await manager.Get("one").RentAsync()).DisposeAsync();
        Assert.Equal(3, _faulty.DatabasesOpened);
        await manager.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => manager.Get("one"));
        Assert.Equal(3, _faulty.DatabasesDisposed);
    }

    [Fact]
    public async Task A_source_of_a_file_is_that_file_by_whatever_name()
    {
        await using var manager = Manager($"connections:\n  named: {{ type: duckdb, path: '{_folder["sub"]}/../a.duckdb' }}\n  other: {{ type: duckdb, path: '{_folder["b.duckdb"]}' }}\n  unset: {{ type: mysql, host: '${{NOPE}}' }}\n");
        Directory.CreateDirectory(_folder["sub"]);
        foreach (var name in new[] { "named", "other" })
        {
            await using var borrowed = await manager.Get(name).RentAsync();
            borrowed.Connection.Execute("CREATE TABLE t AS SELECT 1 AS id");
        }

        Assert.Equal(("named", new TableName("t")), (manager.Resolve($"duckdb://{_folder["a.duckdb"]}/t").Database.Name, manager.Resolve($"duckdb://{_folder["a.duckdb"]}/t").Table));
        Assert.Equal("other", manager.Resolve($"duckdb://{_folder["b.duckdb"]}/main.t").Database.Name);
        File.CreateSymbolicLink(_folder["link.duckdb"], _folder["b.duckdb"]);
        Assert.Equal("other", manager.Resolve($"duckdb://{_folder["link.duckdb"]}/t").Database.Name);
    }

    [Fact]
    public async Task Two_files_are_two_databases_and_need_no_configuration()
    {
        await using var manager = Manager();
        foreach (var (name, rows) in new[] { ("a.duckdb", 1), ("b.duckdb", 2) })
        {
            await using var database = _registry.Create(new NamedConnection("x1", "duckdb", [new OptionSetting("path", _folder[name])]));
            using var connection = database.OpenConnection();
            connection.Execute($"CREATE TABLE t AS SELECT * FROM range({rows})");
        }

        var first = manager.Resolve($"duckdb://{_folder["a.duckdb"]}/t");
        var second = manager.Resolve($"duckdb://{_folder["b.duckdb"]}/t");
        Assert.NotSame(first.Database, second.Database);
        Assert.Same(first.Database, manager.Resolve($"duckdb://{_folder["a.duckdb"]}/t").Database);
        await using var borrowed = await second.Database.RentAsync();
        Assert.Equal(2, await borrowed.Connection.CountRowsAsync(new ScanRequest(second.Table)));
        Assert.Empty(manager.Names);
        var missing = Assert.Throws<ConnectorException>(() => manager.Resolve($"duckdb://{_folder["a.duckbd"]}/t"));
        Assert.Equal(ConnectorStatus.NotFound, missing.Status);
        Assert.Contains("did you mean", missing.Message, StringComparison.Ordinal);
        Assert.Same(manager.Resolve("duckdb://:memory:/t").Database, manager.Resolve("duckdb://:memory:/u").Database);
    }

    [Fact]
    public void A_source_in_memory_is_the_connection_in_memory()
    {
        using var manager = Manager("connections:\n  fast: { type: duckdb, path: ':memory:' }\n  slow: { type: duckdb, path: x.duckdb }\n");
        Assert.Equal("fast", manager.Resolve("duckdb://:memory:/t").Database.Name);
    }

    [Fact]
    public void A_source_of_a_server_is_its_one_connection_or_its_namesake()
    {
        const string Server = "host: h, database: d, user: u, password: p";
        using var one = Manager($"connections:\n  prod: {{ type: mysql, {Server} }}\n  file: {{ type: duckdb }}\n");
        var resolved = one.Resolve("mariadb://shop/orders");
        Assert.Equal(("prod", new TableName(null, "shop", "orders")), (resolved.Database.Name, resolved.Table));
        using var two = Manager($"connections:\n  prod: {{ type: mysql, {Server} }}\n  test: {{ type: mysql, {Server} }}\n");
        Assert.Contains("2 connections of mysql could be meant: prod, test", Assert.Throws<ConnectorException>(() => two.Resolve("mysql://shop/orders")).Message, StringComparison.Ordinal);
        using var namesake = Manager($"connections:\n  mysql: {{ {Server} }}\n  test: {{ type: mysql, {Server} }}\n");
        Assert.Equal("mysql", namesake.Resolve("mysql:///orders").Database.Name);
        Assert.Contains("no connection of mysql is configured", Assert.Throws<ConnectorException>(() => Manager().Resolve("mysql://shop/orders")).Message, StringComparison.Ordinal);
        using var unset = Manager("connections:\n  prod: { type: mysql, host: '${NOPE}' }\n");
        Assert.Contains("NOPE is not set", Assert.Throws<ConnectorException>(() => unset.Resolve("mysql://shop/orders")).Message, StringComparison.Ordinal);
        using var project = Manager($"connections:\n  prod: {{ type: bigquery, {Server} }}\n");
        Assert.Equal(new TableName("p", "d", "t"), project.Resolve("bigquery://p.d.t").Table);
    }

    public void Dispose() => _folder.Dispose();

    private ConnectionManager Manager(string? yaml = null)
    {
        var file = yaml is null ? null : _folder.Write("connections.yaml", yaml);
        return new ConnectionManager(_registry, new ConnectionsConfiguration(_registry, new ConfigurationSources { ProjectFile = file, UserFile = null, Environment = new Dictionary<string, string>() }));
    }
}
