using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Connectors.Sqlite;
using Hawser.Registry;
using Hawser.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hawser.Extensions.Tests;

public sealed class AddHawserTests : IDisposable
{
    private const string Secret = "pl4ntedS3cret";

    private readonly TempFolder _folder = new();
    private readonly RecordedLog _log = new();

    [Fact]
    public async Task A_program_gets_its_connections_from_its_configuration()
    {
        await using (var services = Services(new()
        {
            ["Connections:shop:type"] = "sqlite3",
            ["Connections:shop:path"] = _folder["shop.db"],
            ["Connections:duckdb:pool:size"] = "1",
            ["Connections:duckdb:pool:overflow"] = "0",
            ["Connections:duckdb:pool:wait_timeout"] = "0",
        }))
        {
            var manager = services.GetRequiredService<ConnectionManager>();
            Assert.Same(manager, services.GetRequiredService<ConnectionManager>());
            Assert.Equal(["duckdb", "shop"], manager.Names);
            await using (var borrowed = await manager.Get("shop").RentAsync())
            {
                borrowed.Connection.Execute("CREATE TABLE t (id INTEGER)");
            }

            await using var only = await manager.Get("duckdb").RentAsync();
            Assert.Equal(ConnectorStatus.Timeout, (await Assert.ThrowsAsync<ConnectorException>(() => manager.Get("duckdb").RentAsync().AsTask())).Status);
        }

        Assert.Contains("Debug: Connection shop: a session was opened ", _log.Entries);
        Assert.Contains("Debug: Connection shop: closed with its pool ", _log.Entries);
        Assert.Contains(_log.Entries, entry => entry.StartsWith("Warning: Connection duckdb: no session became free", StringComparison.Ordinal));
    }

    [Fact]
    public void Connectors_may_be_services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<Connector, SqliteConnector>();
        services.AddHawser(new ConfigurationBuilder().Build(), hawser => hawser.Connectors.Add(new SqliteConnector()));
        using var provider = services.BuildServiceProvider();
        Assert.Equal(["sqlite"], provider.GetRequiredService<ConnectorRegistry>().Connectors.Select(connector => connector.Name));
    }

    [Theory]
    [InlineData("path", "x", "Connections:prod: it has no \"type\"; known are arrow, duckdb")]
    [InlineData("type", "sqlit", "connection \"prod\" (Connections:prod): unknown connector 'sqlit'; did you mean 'sqlite'?")]
    [InlineData("type", "sqlite", "it has no options; sqlite needs path")]
    public void What_is_wrong_names_the_place(string key, string value, string problem)
    {
        using var services = Services(new() { [$"Connections:prod:{key}"] = value });
        Assert.Contains(problem, Assert.Throws<ConnectorException>(() => services.GetRequiredService<ConnectionManager>().Get("prod")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_or_an_unknown_option_is_refused()
    {
        using var services = Services(new()
        {
            ["Connections:one:type"] = "sqlite", ["Connections:one:path:0"] = "x", ["Connections:two:type"] = "sqlite", ["Connections:two:paht"] = "x",
        });
        var manager = services.GetRequiredService<ConnectionManager>();
        Assert.Contains("Connections:one:path: one value is expected", Assert.Throws<ConnectorException>(() => manager.Get("one")).Message, StringComparison.Ordinal);
        Assert.Contains("unknown option \"paht\" (Connections:two:paht); did you mean \"path\"?", Assert.Throws<ConnectorException>(() => manager.Get("two")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_log_entry_holds_a_secret()
    {
        using var services = Services(new()
        {
            ["Connections:prod:type"] = "locked", ["Connections:prod:password"] = Secret, ["Connections:prod:host"] = "h", ["Connections:wrong:type"] = "locked", ["Connections:wrong:pasword"] = Secret,
        });
        var manager = services.GetRequiredService<ConnectionManager>();
        var result = await manager.TestAsync("prod");
        Assert.Equal(ConnectionProblem.Authentication, result.Problem);
        var error = await Assert.ThrowsAsync<ConnectorException>(() => manager.Get("prod").RentAsync().AsTask());
        var wrong = Assert.Throws<ConnectorException>(() => manager.Get("wrong"));
        var managed = manager.Get("prod");
        string[] shown = [.. _log.Entries, result.ToString(), error.ToString(), wrong.ToString(), managed.ToString(), managed.Options.ToString(), managed.Database.ToString()];
        Assert.Contains(shown, text => text.StartsWith("Warning: Connection prod: a session could not be opened", StringComparison.Ordinal));
        Assert.All(shown, text => Assert.DoesNotContain(Secret, text, StringComparison.Ordinal));
        Assert.Contains("***", managed.Options.ToString(), StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private ServiceProvider Services(Dictionary<string, string?> configuration)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(_log));
        services.AddHawser(new ConfigurationBuilder().AddInMemoryCollection(configuration).Build(), hawser =>
        {
            hawser.UseFiles = false;
            foreach (var connector in BuiltInConnectors.All.Append(new LockedConnector()))
            {
                hawser.Connectors.Add(connector);
            }
        });
        return services.BuildServiceProvider();
    }
}
