using Hawser.Connectors.Postgres.Tests.Fake;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("password", "wrong-48151623", ConnectorStatus.Unauthenticated, "Check user and password")]
    [InlineData("user", "nobody", ConnectorStatus.Unauthenticated, "pg_hba.conf")]
    [InlineData("database", "no_such_database", ConnectorStatus.NotFound, "Check the database's name")]
    [InlineData("port", "1", ConnectorStatus.Unavailable, "listens on this address and port")]
    [InlineData("host", "no-such-host.invalid", ConnectorStatus.Unavailable, "Check the host's name")]
    public void What_keeps_a_connection_from_opening_is_told_apart(string key, string value, ConnectorStatus status, string hint)
    {
        PostgresServer server = Server.GetPrivate();
        ConnectorException error = Refused(server, (key, value));
        Assert.Equal(status, error.Status);
        Assert.Contains(hint, error.Hint, StringComparison.Ordinal);
        Assert.DoesNotContain(PostgresUsers.Password, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-48151623", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_left_when_asked()
    {
        await using var server = new FakePostgresServer(Fault.IsSilentAtLogin);
        using Database database = Open(new Dictionary<string, string> { ["host"] = "127.0.0.1", ["port"] = $"{server.Port}", ["database"] = "d", ["user"] = "u", ["connect_timeout"] = "10m" });
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await database.OpenConnectionAsync(giveUp.Token));
        Assert.Equal(giveUp.Token, error.CancellationToken);
    }

    [Fact]
    public void A_password_that_is_missing_is_asked_for()
    {
        PostgresServer server = Server.GetPrivate();
        var options = new Dictionary<string, string> { ["host"] = server.Host, ["port"] = $"{server.Port}", ["database"] = "postgres", ["user"] = PostgresUsers.Scram };
        using Database database = Open(options);
        Assert.Equal(ConnectorStatus.Unauthenticated, Assert.Throws<ConnectorException>(() => database.OpenConnection()).Status);
    }

    [Theory]
    [InlineData(PostgresUsers.Scram, "disable", false)]
    [InlineData(PostgresUsers.Md5, "prefer", true)]
    [InlineData(PostgresUsers.Clear, "require", true)]
    [InlineData(PostgresUsers.TlsOnly, "allow", true)]
    [InlineData(PostgresUsers.TlsOnly, "verify-ca", true)]
    [InlineData(PostgresUsers.TlsOnly, "verify-full", true)]
    [InlineData(PostgresUsers.PlainOnly, "prefer", false)]
    [InlineData(PostgresUsers.Certificate, "verify-full", true)]
    public void Users_of_every_kind_get_in_and_read_in_bulk(string user, string mode, bool isEncrypted)
    {
        PostgresServer server = Server.GetPrivate();
        Dictionary<string, string> options = Options(server, ("user", user), ("sslmode", mode));
        options["sslrootcert"] = server.CertificateFile("root.crt");
        if (user == PostgresUsers.Certificate)
        {
            (options["sslcert"], options["sslkey"]) = (server.CertificateFile("client.crt"), server.CertificateFile("client.key"));
        }

        using Database database = Open(options);
        using Connection connection = database.OpenConnection();
        var query = new QueryRelation(new Statement("SELECT current_user::text, ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
        using (QueryResult result = connection.Query(query.Statement))
        {
            Assert.Equal([$"[\"{user}\", {(isEncrypted ? "true" : "false")}]"], TestDatabase.Rows(result.Reader));
        }

        using Arrow.RecordBatchReader bulk = connection.Read(new ScanRequest(query));
        Assert.Equal([$"[\"{user}\", {(isEncrypted ? "true" : "false")}]"], TestDatabase.Rows(bulk));
    }

    [Theory]
    [InlineData("verify-ca", "stranger.crt")]
    [InlineData("verify-full", "stranger.crt")]
    [InlineData("require", "stranger.crt")]
    public void A_certificate_of_a_stranger_is_refused(string mode, string root)
    {
        PostgresServer server = Server.GetPrivate();
        ConnectorException error = Refused(server, ("sslmode", mode), ("sslrootcert", server.CertificateFile(root)));
        Assert.Equal(ConnectorStatus.Unavailable, error.Status);
        Assert.Contains("sslrootcert", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public void Errors_of_statements_have_status_state_and_hint()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int PRIMARY KEY, n smallint CHECK (n > 0)); CREATE ROLE reader_of_nothing; INSERT INTO t VALUES (1, 1)");
        (string Sql, ConnectorStatus Status, string State)[] cases =
        [
            ("SELEC 1", ConnectorStatus.InvalidStatement, "42601"),
            ("SELECT nope FROM t", ConnectorStatus.InvalidStatement, "42703"),
            ("SELECT * FROM missing", ConnectorStatus.NotFound, "42P01"),
            ("INSERT INTO t VALUES (1, 2)", ConnectorStatus.ConstraintViolation, "23505"),
            ("INSERT INTO t VALUES (2, -1)", ConnectorStatus.ConstraintViolation, "23514"),
            ("INSERT INTO t VALUES (2, 40000)", ConnectorStatus.InvalidData, "22003"),
            ("CREATE TABLE t (id int)", ConnectorStatus.AlreadyExists, "42P07"),
            ("SELECT 1/0", ConnectorStatus.InvalidData, "22012"),
            ("SELECT 1; SELECT 2", ConnectorStatus.InvalidStatement, "42601"),
        ];
        foreach ((string sql, ConnectorStatus status, string state) in cases)
        {
            var error = Assert.Throws<ConnectorException>(() => test.Query(sql));
            Assert.Equal((status, state), (error.Status, error.SqlState ?? ""));
            Assert.StartsWith("[postgres] ", error.Message, StringComparison.Ordinal);
            Assert.True(test.Connection.IsUsable);
        }

        test.Connection.Execute("SET ROLE reader_of_nothing");
        Assert.Equal(ConnectorStatus.PermissionDenied, Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t")))).Status);
        test.Psql("DROP ROLE reader_of_nothing");
    }

    [Fact]
    public void A_servers_own_time_limit_and_ours_are_timeouts()
    {
        using var test = new TestDatabase(null, ("statement_timeout", "200ms"));
        Assert.Equal(ConnectorStatus.Timeout, Assert.Throws<ConnectorException>(() => test.Query("SELECT pg_sleep(30)")).Status);
        test.Connection.Execute("SET statement_timeout = 0");
        Assert.Equal(ConnectorStatus.Timeout, Assert.Throws<ConnectorException>(() => test.Query(new Statement("SELECT pg_sleep(30)") { Timeout = TimeSpan.FromMilliseconds(200) })).Status);
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    [Fact]
    public void A_session_that_the_server_ended_is_not_usable()
    {
        using var test = new TestDatabase();
        using (QueryResult result = test.Connection.Query("SELECT pg_backend_pid()"))
        {
            using Arrow.RecordBatch batch = result.Reader.ReadNext()!;
            test.Psql($"SELECT pg_terminate_backend({batch[0].Values<int>()[0]})");
        }

        Assert.Throws<ConnectorException>(() => test.Query("SELECT 1"));
        Assert.False(test.Connection.IsUsable);
        Assert.Equal(ConnectorStatus.Unavailable, Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t")))).Status);
        Assert.Equal(ConnectorStatus.Unavailable, Assert.Throws<ConnectorException>(() => test.Connection.Catalog.GetTables(CatalogFilter.Tables)).Status);
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        PostgresConnector connector = new();
        Assert.Contains("port", Assert.Throws<ConnectorException>(() => Open(new() { ["port"] = "99999" })).Message, StringComparison.Ordinal);
        Assert.Contains("sslcert", Assert.Throws<ConnectorException>(() => Open(new() { ["sslkey"] = "x" })).Message, StringComparison.Ordinal);
        Assert.Contains("sslmode", Assert.Throws<ConnectorException>(() => connector.ParseOptions([new("sslmode", "maybe")])).Message, StringComparison.Ordinal);
        ConnectorOptions options = connector.ParseOptions([new("password", "s3cret"), new("dbname", "d"), new("schema", "s")]);
        Assert.DoesNotContain("s3cret", options.ToString(), StringComparison.Ordinal);
        using Database database = connector.Open(options);
        Assert.DoesNotContain("s3cret", database.ToString(), StringComparison.Ordinal);
    }

    private static ConnectorException Refused(PostgresServer server, params (string Key, string Value)[] changes)
    {
        using Database database = Open(Options(server, changes));
        return Assert.Throws<ConnectorException>(() => database.OpenConnection());
    }

    private static Dictionary<string, string> Options(PostgresServer server, params (string Key, string Value)[] changes)
    {
        var options = new Dictionary<string, string>
        {
            ["host"] = server.Host, ["port"] = $"{server.Port}", ["database"] = "postgres", ["user"] = PostgresUsers.Scram, ["password"] = PostgresUsers.Password,
        };
        foreach ((string key, string value) in changes)
        {
            options[key] = value;
        }

        return options;
    }

    private static Database Open(Dictionary<string, string> options)
    {
        PostgresConnector connector = new();
        return connector.Open(connector.ParseOptions(options));
    }
}
