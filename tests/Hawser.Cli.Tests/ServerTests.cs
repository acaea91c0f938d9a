using Hawser.Testing;
using Hawser.Testing.Postgres;

namespace Hawser.Cli.Tests;

/// <summary>The command line over a PostgreSQL server, as its user sees it.</summary>
public sealed class ServerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly PostgresServer _server = Server();
    private readonly string _database;

    public ServerTests() => _database = _server.CreateDatabase();

    [Fact]
    public void Debug_tells_that_a_read_goes_another_way_and_why()
    {
        Assert.SkipUnless(_server.IsPrivate || PostgresServer.IsRequired, "The users of this test exist on a private server only.");
        _server.Execute(_database, "CREATE TABLE goods (id int PRIMARY KEY, name text); INSERT INTO goods VALUES (1, 'a'); GRANT SELECT ON goods TO PUBLIC");
        string location = Uri(PostgresUsers.Lonely, PostgresUsers.Password) + "#goods";
        ToolRun debug = HawserCli.Run(_folder.Path, null, "copy", location, "sqlite:one.sqlite", "--workers", "1", "--debug");
        Assert.Equal(0, debug.ExitCode);
        Assert.Contains("debug: [postgres] reading public.goods: through Npgsql instead of a COPY, as the server allows no further connection\n", debug.Error, StringComparison.Ordinal);
        ToolRun silent = HawserCli.Run(_folder.Path, null, "copy", location, "sqlite:two.sqlite", "--workers", "1");
        Assert.Equal(0, silent.ExitCode);
        Assert.DoesNotContain("Npgsql", silent.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_keeps_to_the_pool_of_its_connection_and_says_so()
    {
        _server.Execute(_database, "CREATE TABLE big AS SELECT g AS id, repeat('x', 50) AS pad FROM generate_series(1, 70000) g");
        string password = _server.Password is null ? "" : $", password: \"{_server.Password}\"";
        _folder.Write("connections.yaml", $$"""
            connections:
              shop:  { type: postgres, host: "{{_server.Host}}", port: {{_server.Port}}, database: {{_database}}, user: "{{_server.User}}"{{password}}, pool: { size: 1, overflow: 1 } }
            """);
        ToolRun run = HawserCli.Run(_folder.Path, null, "copy", "shop:big", "duckdb:big.duckdb", "--workers", "3", "--debug");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("debug: [postgres] @shop: a snapshot of 2 sessions was opened\n", run.Error, StringComparison.Ordinal);
        Assert.Contains("big: notice: 2 of 3 workers read it, as the source, or the pool of its connection, has no more sessions that see one moment\n", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_tells_which_types_it_makes()
    {
        _server.Execute(_database, "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN small AS int CHECK (VALUE < 9); CREATE TYPE pair AS (a int, b text); CREATE TABLE zoo (id int, m mood, s small, p pair)");
        string second = _server.CreateDatabase();
        try
        {
            string from = Uri(_server.User, _server.Password ?? "") + "#zoo", to = from.Replace(_database, second, StringComparison.Ordinal);
            ToolRun plan = HawserCli.Run(_folder.Path, null, "copy", from, to, "--plan");
            Assert.True(plan.ExitCode == 0, plan.Error);
            Assert.Contains("  made with it: type mood (enum of 2 labels)\n  made with it: type small (domain over integer)\n  made with it: type pair (a integer, b text)\n", plan.Output, StringComparison.Ordinal);
            ToolRun json = HawserCli.Run(_folder.Path, null, "copy", from, to, "--plan", "--json");
            Assert.Contains("\"types_made\":[\"type mood (enum of 2 labels)\"", json.Output.Replace(" ", "", StringComparison.Ordinal).Replace("typemood(enumof2labels)", "type mood (enum of 2 labels)", StringComparison.Ordinal).Replace("\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
            ToolRun copied = HawserCli.Run(_folder.Path, null, "copy", from, to);
            Assert.Contains("zoo: made with it: type mood (enum of 2 labels)\n", copied.Error, StringComparison.Ordinal);
        }
        finally
        {
            _server.DropDatabase(second);
        }
    }

    [Fact]
    public void What_the_server_says_is_shown_once_on_standard_error()
    {
        _server.Execute(_database, """
            CREATE FUNCTION warned(id int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN RAISE WARNING 'this view is old'; RETURN id; END $$;
            CREATE VIEW old_view AS SELECT warned(g) AS id FROM generate_series(1, 9) g;
            CREATE TABLE into_here (id int);
            CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE NOTICE 'a row came'; RETURN NEW; END $$;
            CREATE TRIGGER telling AFTER INSERT ON into_here FOR EACH ROW EXECUTE FUNCTION tell();
            """);
        string location = Uri(_server.User, _server.Password ?? "");
        ToolRun copied = HawserCli.Run(_folder.Path, null, "copy", location + "#old_view", location + "#into_here", "--mode", "append");
        Assert.True(copied.ExitCode == 0, copied.Error);
        Assert.Equal(["old_view: warning: this view is old", "old_view: notice: a row came"], copied.Error.Split('\n').Where(line => line.Contains("old_view: ", StringComparison.Ordinal)));
        ToolRun queried = HawserCli.Run(_folder.Path, null, "query", location, "SELECT * FROM old_view", "--format", "csv");
        Assert.Equal("warning: this view is old\n", queried.Error);
        ToolRun table = HawserCli.Run(_folder.Path, null, "query", location + "#old_view", "--format", "csv");
        Assert.Equal("warning: this view is old\n", table.Error);
        Assert.Equal(queried.Output, table.Output);
    }

    [Fact]
    public void A_query_changes_nothing_unless_it_is_told_to_write()
    {
        _server.Execute(_database, "CREATE TABLE kept (id int); INSERT INTO kept VALUES (1), (2)");
        string location = Uri(_server.User, _server.Password ?? "");
        ToolRun refused = HawserCli.Run(_folder.Path, null, "query", location, "DELETE FROM kept");
        Assert.Equal((1, "hawser: [postgres] the statement: cannot execute DELETE in a read-only transaction. hawser query opens a database read-only; to change it, add --write.\n"), (refused.ExitCode, refused.Error.Replace("the query", "the statement", StringComparison.Ordinal)));
        ToolRun written = HawserCli.Run(_folder.Path, null, "query", location, "DELETE FROM kept WHERE id = 1", "--write");
        Assert.Equal((0, "1 row changed\n"), (written.ExitCode, written.Error));
        Assert.Equal("1", _server.Query(_database, "SELECT count(*) FROM kept")[0][0]);
        ToolRun made = HawserCli.Run(_folder.Path, null, "query", location, "CREATE TABLE made (id int)", "--write");
        Assert.Equal((0, "", ""), (made.ExitCode, made.Output, made.Error));
    }

    [Fact]
    public void A_privilege_that_is_missing_is_not_blamed_on_reading_only()
    {
        Assert.SkipUnless(_server.IsPrivate || PostgresServer.IsRequired, "The users of this test exist on a private server only.");
        _server.Execute(_database, "CREATE TABLE secrets (id int)");
        ToolRun run = HawserCli.Run(_folder.Path, null, "query", Uri(PostgresUsers.Scram, PostgresUsers.Password), "SELECT * FROM secrets");
        Assert.Equal((1, "hawser: [postgres] the query: permission denied for table secrets. Ask the table's owner for the privilege (GRANT).\n"), (run.ExitCode, run.Error));
    }

    public void Dispose()
    {
        _server.DropDatabase(_database);
        _folder.Dispose();
    }

    private static PostgresServer Server()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        return PostgresServer.Shared;
    }

    private string Uri(string user, string password) => $"postgres://{user}:{System.Uri.EscapeDataString(password)}@{System.Uri.EscapeDataString(_server.Host)}:{_server.Port}/{_database}";
}
