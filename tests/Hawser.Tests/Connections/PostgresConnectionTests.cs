using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Connectors.Postgres;
using Hawser.Registry;
using Hawser.Testing.Postgres;

namespace Hawser.Tests.Connections;

/// <summary>The manager and the pool over a server: what goes wrong is told apart, and broken sessions are replaced.</summary>
public sealed class PostgresConnectionTests : IDisposable
{
    private readonly ConnectionManager _manager = new(new ConnectorRegistry([new PostgresConnector()]), null, new ConnectionManagerOptions { Pool = new PoolOptions { Size = 2, Overflow = 0, ValidateAfter = TimeSpan.Zero } });
    private PostgresServer? _server;
    private string? _database;

    [Fact]
    public async Task What_is_wrong_with_a_connection_is_told_apart()
    {
        var server = Server();
        Assert.SkipUnless(server.IsPrivate || PostgresServer.IsRequired, "The users of these tests exist on a private server only.");
        server.Execute(_database!, "CREATE TABLE there (id int); CREATE TABLE forbidden (id int); GRANT SELECT ON there TO PUBLIC;");
        Add("good", PostgresUsers.Scram, PostgresUsers.Password, _database!);
        Add("password", PostgresUsers.Scram, "wrong", _database!);
        Add("database", PostgresUsers.Scram, PostgresUsers.Password, "no_such_database");
        Add("tls", PostgresUsers.Scram, PostgresUsers.Password, _database!, ("sslmode", "verify-full"), ("host", "127.0.0.1"));
        Add("refused", PostgresUsers.Scram, PostgresUsers.Password, _database!, ("host", "127.0.0.1"), ("port", "1"));
        Add("host", PostgresUsers.Scram, PostgresUsers.Password, _database!, ("host", "no-such-host.invalid"));
        Assert.Equal(
            [
                "database: MissingDatabase", "good: None", "host: UnknownHost", "password: Authentication", "refused: Refused", "tls: Tls",
            ],
            await Task.WhenAll(_manager.Names.Select(async name => $"{name}: {(await _manager.TestAsync(name)).Problem}")));
        Assert.Equal(ConnectionProblem.None, (await _manager.TestAsync("good", new TableName("there"))).Problem);
        Assert.Equal(ConnectionProblem.MissingTable, (await _manager.TestAsync("good", new TableName("missing"))).Problem);
        server.Execute(_database!, $"REVOKE CONNECT ON DATABASE \"{_database}\" FROM PUBLIC");
        Add("permission", PostgresUsers.Md5, PostgresUsers.Password, _database!);
        Assert.Equal(ConnectionProblem.Permission, (await _manager.TestAsync("permission")).Problem);
        var result = await _manager.TestAsync("password");
        Assert.DoesNotContain("wrong", result.Location, StringComparison.Ordinal);
        Assert.All(await Task.WhenAll(_manager.Names.Where(name => name != "good").Select(name => _manager.TestAsync(name).AsTask())), failed => Assert.NotEmpty(failed.Hint!));
    }

    [Fact]
    public async Task A_session_that_the_server_ended_is_replaced()
    {
        var server = Server();
        _manager.Add("prod", new Dictionary<string, string>(server.Options(_database!)) { ["type"] = "postgres" });
        await using (var borrowed = await _manager.Get("prod").RentAsync())
        {
            borrowed.Connection.Execute("CREATE TEMPORARY TABLE mine (id int)");
            borrowed.Connection.BeginTransaction();
            borrowed.Connection.Execute("SET search_path = pg_catalog");
        }

        Assert.Equal((1, 0, 0), _manager.Get("prod").Pool.Counts);
        await using (var borrowed = await _manager.Get("prod").RentAsync())
        {
            Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => borrowed.Connection.Execute("SELECT * FROM mine")).Status);
        }

        server.Execute(_database!, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{_database}' AND pid <> pg_backend_pid()");
        await using var fresh = await _manager.Get("prod").RentAsync();
        await fresh.Connection.TestAsync();
        Assert.Equal((0, 1, 0), _manager.Get("prod").Pool.Counts);
    }

    public void Dispose()
    {
        _manager.Dispose();
        if (_database is not null)
        {
            _server!.DropDatabase(_database);
        }
    }

    private PostgresServer Server()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? string.Empty);
        _server = PostgresServer.Shared;
        _database = _server.CreateDatabase();
        return _server;
    }

    private void Add(string name, string user, string password, string database, params ReadOnlySpan<(string Key, string Value)> more)
    {
        var options = new Dictionary<string, string>
        {
            ["type"] = "pg", ["host"] = _server!.Host, ["port"] = _server.Port.ToString(null, null), ["user"] = user, ["password"] = password, ["database"] = database, ["sslmode"] = "disable",
        };
        foreach (var (key, value) in more)
        {
            options[key] = value;
        }

        _manager.Add(name, options);
    }
}
