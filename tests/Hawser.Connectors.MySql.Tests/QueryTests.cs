using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests;

public sealed class QueryTests
{
    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void Parameters_are_bound_by_the_server_and_come_back_as_they_went(MySqlFlavour flavour)
    {
        using var test = new TestDatabase("CREATE TABLE p (id int AUTO_INCREMENT PRIMARY KEY, a bigint, b varchar(20), c decimal(20,4), d datetime(6), e varbinary(8), f double, g time(6), h date)", flavour);
        object?[] values = [long.MinValue, "Ü'\\\"", 12345.6789m, new DateTime(2024, 2, 29, 1, 2, 3, 456, DateTimeKind.Utc), new byte[] { 0, 39, 92, 255 }, 0.1, TimeSpan.FromHours(-30.5), new DateOnly(1999, 12, 31)];
        Assert.Equal(1, test.Connection.Execute(Statement.With("INSERT INTO p (a,b,c,d,e,f,g,h) VALUES (?,?,?,?,?,?,?,?)", values)).RowsAffected);
        Assert.Equal(1, test.Connection.Execute(Statement.With("INSERT INTO p (a,b,c,d,e,f,g,h) VALUES (?,?,?,?,?,?,?,?)", new object?[8])).RowsAffected);
        Assert.Equal(
            ["-9223372036854775808", "Ü'\\\"", "12345.6789", "2024-02-29 01:02:03.456000", "00275CFF", "0.1", "-30:30:00.000000", "1999-12-31"],
            test.Judge("SELECT a, b, c, d, hex(e), f, g, h FROM p WHERE id = 1")[0]);
        Assert.Equal(Enumerable.Repeat<string?>(null, 8), test.Judge("SELECT a, b, c, d, hex(e), f, g, h FROM p WHERE id = 2")[0]);
        Assert.Equal(["[1]"], test.Query("SELECT id FROM p WHERE a = ? AND b = ? AND d = ?", values[0], values[1], values[3]));
    }

    [Fact]
    public void Placeholders_and_values_must_be_equally_many()
    {
        using var test = new TestDatabase();
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Query("SELECT ?, ?", 1));
        Assert.Equal(ConnectorStatus.InvalidStatement, error.Status);
        Assert.Contains("2 placeholders, and 1 values", error.Message, StringComparison.Ordinal);
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    [Fact]
    public void Rows_of_parameters_run_a_statement_once_each()
    {
        using var test = new TestDatabase("CREATE TABLE p (a int, b varchar(5))");
        using (var builder = new FixedWidthBuilder<int>(ArrowType.Int32, test.Memory))
        {
            builder.Append(1);
            builder.AppendNull();
            builder.Append(3);
            var schema = new Schema([new Field("a", ArrowType.Int32)]);
            using var rows = new BatchReader(new RecordBatch(schema, 3, [builder.Finish()]));
            Assert.Equal(3, test.Connection.Execute(new Statement("INSERT INTO p (a) VALUES (?)") { ParameterRows = rows }).RowsAffected);
        }

        Assert.Equal(["1", null, "3"], test.Judge("SELECT a FROM p").Select(row => row[0]));
    }

    [Theory]
    [InlineData("SHOW DATABASES LIKE 'information_schema'", "[\"information_schema\"]")]
    [InlineData("SELECT 1 + 1, 'a', NULL", "[2, \"a\", null]")]
    [InlineData("EXPLAIN SELECT 1", null)]
    public void Statements_that_give_rows_give_them(string sql, string? expected)
    {
        using var test = new TestDatabase();
        List<string> rows = test.Query(sql);
        Assert.Single(rows);
        Assert.True(expected is null || rows[0] == expected, rows[0]);
    }

    [Fact]
    public void A_script_runs_to_its_first_error_and_statements_stay_single_behind_it()
    {
        using var test = new TestDatabase();
        test.Connection.ExecuteScript("CREATE TABLE s (a int); INSERT INTO s VALUES (1), (2); SELECT * FROM s;");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Connection.ExecuteScript("INSERT INTO s VALUES (3); INSERT INTO nothing VALUES (1); INSERT INTO s VALUES (4)"));
        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Equal(["[3]"], test.Query("SELECT count(*) FROM s"));
        Assert.Throws<ConnectorException>(() => test.Query("SELECT 1; SELECT 2"));
    }

    [Fact]
    public void Warnings_of_the_server_are_told()
    {
        using var test = new TestDatabase();
        using QueryResult result = test.Connection.Query("SELECT CAST('12x' AS SIGNED)");
        TestDatabase.Rows(result.Reader);
        ServerMessage warning = Assert.Single(result.Messages);
        Assert.Equal((MessageSeverity.Warning, "1292"), (warning.Severity, warning.Code));
    }

    [Fact]
    public void A_query_that_takes_longer_than_its_time_ends_with_an_error_that_says_so()
    {
        using var test = new TestDatabase();
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Query(new Statement("SELECT sleep(60)") { Timeout = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    [Fact]
    public void A_reader_that_is_disposed_early_ends_its_query_and_the_connection_goes_on()
    {
        using var test = new TestDatabase();
        const string Many = "SELECT a.table_name, b.column_name FROM information_schema.columns a, information_schema.columns b, information_schema.columns c";
        var watch = Stopwatch.StartNew();
        using (QueryResult result = test.Connection.Query(new Statement(Many) { ReadOptions = test.Reading with { BatchRows = 100 } }))
        {
            result.Reader.ReadNext()!.Dispose();
        }

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    [Fact]
    public async Task A_transaction_keeps_or_undoes_and_a_reset_forgets()
    {
        using var test = new TestDatabase("CREATE TABLE s (a int)");
        await using (Transaction transaction = test.Connection.BeginTransaction())
        {
            test.Connection.Execute("INSERT INTO s VALUES (1)");
            transaction.Commit();
        }

        await using (test.Connection.BeginTransaction())
        {
            test.Connection.Execute("INSERT INTO s VALUES (2)");
        }

        Assert.Equal(["[1]"], test.Query("SELECT a FROM s"));
        test.Connection.Execute("SET @x = 5");
        test.Connection.Reset();
        Assert.Equal(["[null, \"+00:00\"]"], test.Query("SELECT @x, @@time_zone"));
    }

    [Fact]
    public void MySQL_56_is_reset_by_a_new_session()
    {
        using var test = new TestDatabase(null, MySqlFlavour.MySql56);
        test.Connection.Execute("SET @x = 5");
        test.Connection.Reset();
        Assert.Equal(["[null]"], test.Query("SELECT @x"));
    }

    [Theory]
    [InlineData("SELECT * FROM no_such_table", ConnectorStatus.NotFound)]
    [InlineData("SELEC 1", ConnectorStatus.InvalidStatement)]
    [InlineData("SELECT no_such_column FROM mysql.user", ConnectorStatus.NotFound)]
    public void Errors_have_their_status_and_the_server_s_number(string sql, ConnectorStatus status)
    {
        using var test = new TestDatabase();
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Query(sql));
        Assert.Equal(status, error.Status);
        Assert.NotNull(error.VendorCode);
    }

    [Theory]
    [InlineData("host", "no-such-host.invalid", ConnectorStatus.Unavailable, "host is not known")]
    [InlineData("port", "1", ConnectorStatus.Unavailable, "refused")]
    [InlineData("user", "no_such_user", ConnectorStatus.Unauthenticated, "Check user and password")]
    [InlineData("database", "no_such_database", ConnectorStatus.NotFound, "SHOW DATABASES")]
    public void A_connection_that_fails_says_why_and_what_to_do(string key, string value, ConnectorStatus status, string text)
    {
        using var test = new TestDatabase();
        using Database database = test.Open((key, value));
        ConnectorException error = Assert.Throws<ConnectorException>(() => database.OpenConnection());
        Assert.Equal(status, error.Status);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }
}
