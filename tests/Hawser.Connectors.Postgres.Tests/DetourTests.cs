using System.Net;
using Hawser.Connectors.Postgres.Tests.Fake;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests;

/// <summary>A read that cannot go by COPY in a session of our own gives the same rows, and says why to whoever listens.</summary>
public sealed class DetourTests
{
    private const string Detour = "through Npgsql instead of a COPY, as ";

    [Fact]
    public void A_read_that_takes_the_usual_way_tells_nothing()
    {
        using var told = new ToldDetails();
        using var test = new TestDatabase("CREATE TABLE plain_way (id int); INSERT INTO plain_way VALUES (1)");
        Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("plain_way"))));
        Assert.Empty(told.Take("reading plain_way"));
    }

    [Fact]
    public void Uncommitted_work_temporary_tables_and_settings_are_told()
    {
        using var told = new ToldDetails();
        using var test = new TestDatabase("CREATE TABLE detours (id int)");
        var scan = new ScanRequest(new TableName("detours"));
        using (test.Connection.BeginTransaction())
        {
            test.Connection.Execute("INSERT INTO detours VALUES (1)");
            Assert.Equal(["[1]"], test.Read(scan));
        }

        Assert.Equal([Detour + "a transaction is open, whose uncommitted work no other session sees"], told.Take("reading detours"));
        test.Connection.Execute("CREATE TEMP TABLE detours_temp (id int)");
        Assert.Empty(test.Read(new ScanRequest(new TableName("detours_temp"))));
        Assert.Equal([Detour + "a statement may have changed the session's settings, role or temporary tables"], told.Take("reading detours_temp"));
        var limited = new ScanRequest(new QueryRelation(Statement.With("SELECT $1::int AS detours", 7)));
        Assert.Equal(["[7]"], test.Read(limited));
        Assert.Contains(Detour + "the query has parameters", told.Take("reading the query"));
    }

    [Fact]
    public void Work_of_a_transaction_that_was_begun_unnoticed_is_read_in_it()
    {
        using var told = new ToldDetails();
        using var test = new TestDatabase("CREATE TABLE unnoticed (id int)");
        test.Query("-- to the server a comment ends here\rBEGIN");
        test.Query("INSERT INTO unnoticed VALUES (4)");
        Assert.Equal(["[4]"], test.Read(new ScanRequest(new TableName("unnoticed"))));
        Assert.Equal([Detour + "a transaction is open, whose uncommitted work no other session sees"], told.Take("reading unnoticed"));
        Assert.Equal(["[4]"], test.Read(new ScanRequest(new QueryRelation(new Statement("SELECT * FROM unnoticed")))));
    }

    [Theory]
    [InlineData(false, "the server sent nothing for 0.3 s")]
    [InlineData(true, "it took longer than allowed")]
    public async Task A_read_of_either_way_waits_for_a_silent_server_as_long_as_it_was_told_and_cancels_what_it_does(bool inTransaction, string message)
    {
        using var test = new TestDatabase("CREATE VIEW slow AS SELECT 1 AS id FROM pg_sleep(60)");
        using Database database = test.Open(("stall_timeout", "300ms"));
        using Connection connection = database.OpenConnection();
        using Transaction? transaction = inTransaction ? connection.BeginTransaction() : null;
        var error = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("slow")), connection));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        for (int i = 0; test.Psql($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{test.Name}' AND wait_event = 'PgSleep'")[0][0] != "0"; i++)
        {
            Assert.True(i < 200, "the server still sleeps");
            await Task.Delay(50, TestDatabase.Token);
        }
    }

    [Fact]
    public void A_read_that_thinks_longer_is_waited_for_when_nobody_says()
    {
        using var test = new TestDatabase("CREATE VIEW slow AS SELECT 1 AS id FROM pg_sleep(1.5)");
        Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("slow"))));
        using Database database = test.Open(("stall_timeout", "0"));
        using Connection connection = database.OpenConnection();
        Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("slow")), connection));
    }

    [Fact]
    public void A_temporary_table_that_a_function_made_is_told()
    {
        using var told = new ToldDetails();
        using var test = new TestDatabase("CREATE FUNCTION hide() RETURNS void LANGUAGE plpgsql AS $$ BEGIN EXECUTE 'create tem' || 'p table hidden_temp (id int)'; END $$");
        test.Query("SELECT hide()");
        Assert.Empty(test.Read(new ScanRequest(new TableName("hidden_temp"))));
        Assert.Equal([Detour + "it is a temporary table"], told.Take("reading hidden_temp"));
    }

    [Theory]
    [InlineData(Fault.WantsGss, "GSS")]
    [InlineData(Fault.WantsSspi, "SSPI")]
    public async Task A_login_that_only_Npgsql_can_do_is_told(Fault method, string name)
    {
        PostgresServer server = Server.Get();
        using var told = new ToldDetails();
        using var test = new TestDatabase($"CREATE TABLE asks_{name} (id int); INSERT INTO asks_{name} VALUES (5)");
        await using var fake = new FakePostgresServer(method);
        await using var both = new ServerSwitch(new DnsEndPoint(server.Host, server.Port), new DnsEndPoint("127.0.0.1", fake.Port));
        await using Database database = test.Open(("host", "127.0.0.1"), ("port", $"{both.Port}"), ("sslmode", "disable"));
        await using Connection connection = await database.OpenConnectionAsync(TestDatabase.Token);
        var table = new TableName($"asks_{name}".ToLowerInvariant());
        Assert.Equal(["[5]"], test.Read(new ScanRequest(table), connection));
        Assert.Equal(["[5]"], test.Read(new ScanRequest(table), connection));
        string expected = $"{Detour}the server asks for {name} at log-in, which a session of our own cannot do";
        Assert.Equal([expected, expected], told.Take($"reading {table}"));
    }

    [Fact]
    public void A_server_without_room_for_a_second_session_is_told()
    {
        Server.GetPrivate();
        using var told = new ToldDetails();
        using var test = new TestDatabase("CREATE TABLE lonely (id int); INSERT INTO lonely VALUES (3); GRANT SELECT ON lonely TO PUBLIC");
        using Database database = test.Open(("user", PostgresUsers.Lonely), ("password", PostgresUsers.Password));
        using Connection connection = database.OpenConnection();
        Assert.Equal(["[3]"], test.Read(new ScanRequest(new TableName("lonely")), connection));
        Assert.Equal([Detour + "the server allows no further connection"], told.Take("reading lonely"));
    }
}
