using Hawser.Testing;
using Hawser.Testing.Postgres;

namespace Hawser.Cli.Tests;

/// <summary>A real password in use: a copy from a server by a named connection shows it nowhere.</summary>
public sealed class ServerSecretTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private PostgresServer? _server;
    private string? _database;

    [Fact]
    public void Plans_reports_and_errors_of_a_server_hold_no_password()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        _server = PostgresServer.Shared;
        Assert.SkipUnless(_server.IsPrivate || PostgresServer.IsRequired, "The users of this test exist on a private server only.");
        _database = _server.CreateDatabase();
        _server.Execute(_database, "CREATE TABLE goods (id int PRIMARY KEY, name text); INSERT INTO goods VALUES (1, 'a'), (2, NULL); GRANT SELECT ON goods TO PUBLIC;");
        _folder.Write("secret.txt", PostgresUsers.Password + "\n");
        _folder.Write("connections.yaml", $$"""
            connections:
              shop:  { type: postgres, host: "{{_server.Host}}", port: {{_server.Port}}, database: {{_database}}, user: {{PostgresUsers.Scram}}, password: "${file:secret.txt}" }
              stale: { type: postgres, host: "{{_server.Host}}", port: {{_server.Port}}, database: {{_database}}, user: {{PostgresUsers.Scram}}, password: "x${file:secret.txt}" }
            """);
        string uri = $"postgres://{PostgresUsers.Scram}:{Uri.EscapeDataString(PostgresUsers.Password)}@{Uri.EscapeDataString(_server.Host)}:{_server.Port}/{_database}";
        (int ExitCode, string[] Arguments)[] runs =
        [
            (0, ["connections", "list", "--json"]), (0, ["connections", "test", "shop", "--table", "goods", "--json"]), (1, ["connections", "test", "stale", "--debug"]),
            (0, ["copy", "@shop", "sqlite:plan.sqlite", "--plan", "--json"]), (0, ["copy", "@shop", "sqlite:done.sqlite", "--json"]), (0, ["copy", uri, "sqlite:again.sqlite", "--json", "--debug"]),
            (0, ["query", "@shop", "select count(*) from goods"]), (1, ["query", "@stale", "select 1", "--debug"]), (1, ["query", "@shop", "select nonsense", "--debug"]), (2, ["schema", uri + "#gods", "--debug"]),
            (0, ["schema", "shop:goods", "--json"]),
        ];
        foreach ((int exitCode, string[] arguments) in runs)
        {
            ToolRun run = HawserCli.Run(_folder.Path, null, arguments);
            string shown = run.Output + run.Error;
            Assert.True(run.ExitCode == exitCode, $"hawser {string.Join(' ', arguments)}: {run.ExitCode}\n{shown}");
            Assert.All(
                [PostgresUsers.Password, Uri.EscapeDataString(PostgresUsers.Password), "s3cret"],
                secret => Assert.False(shown.Contains(secret, StringComparison.Ordinal), $"hawser {string.Join(' ', arguments)}\n{shown}"));
        }
    }

    public void Dispose()
    {
        if (_database is not null)
        {
            _server!.DropDatabase(_database);
        }

        _folder.Dispose();
    }
}
