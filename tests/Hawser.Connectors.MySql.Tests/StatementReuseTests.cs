using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests;

public sealed class StatementReuseTests
{
    [Fact]
    public void A_statement_is_prepared_once_and_run_again()
    {
        using var test = new TestDatabase("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (2);");
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(["[2]"], test.Query("SELECT a FROM t WHERE a > ?", 1));
        }

        Assert.Equal(1, Counter(test, "Com_stmt_prepare"));
        Assert.Equal(5, Counter(test, "Com_stmt_execute"));
    }

    [Fact]
    public void A_statement_is_prepared_anew_after_its_table_its_database_or_the_mode_has_changed()
    {
        using var test = new TestDatabase("CREATE TABLE t (a int); INSERT INTO t VALUES (1);");
        Assert.Equal(["[1]"], test.Query("SELECT * FROM t"));
        using (Database other = test.Open())
        {
            using Connection connection = other.OpenConnection();
            connection.Execute("ALTER TABLE t ADD b varchar(5) DEFAULT 'x'");
        }

        Assert.Equal(["[1, \"x\"]"], test.Query("SELECT * FROM t"));
        Assert.Equal(["[\"a\"]"], test.Query("SELECT \"a\""));
        test.Connection.Execute("SET sql_mode = 'ANSI_QUOTES'");
        Assert.Throws<ConnectorException>(() => test.Query("SELECT \"a\""));
        string[] databases = ["SELECT database()", "USE information_schema", "SELECT database()"];
        Assert.Equal([$"[\"{test.Name}\"]"], test.Query(databases[0]));
        test.Connection.Execute(databases[1]);
        Assert.Equal(["[\"information_schema\"]"], test.Query(databases[2]));
    }

    [Fact]
    public void More_statements_than_are_kept_all_run()
    {
        using var test = new TestDatabase();
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < 40; i++)
            {
                Assert.Equal([$"[{i}]"], test.Query($"SELECT {i}"));
            }
        }

        Assert.InRange(Counter(test, "Prepared_stmt_count", "GLOBAL"), 0, 400);
        Assert.Equal(80, Counter(test, "Com_stmt_prepare"));
        Assert.Equal(64, Counter(test, "Com_stmt_close"));
    }

    [Fact]
    public void A_reset_session_forgets_its_statements_and_prepares_anew()
    {
        using var test = new TestDatabase();
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
        test.Connection.ResetAsync(TestDatabase.Token).AsTask().GetAwaiter().GetResult();
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    [Fact]
    public void A_server_that_does_not_tell_of_changes_gets_its_statements_anew()
    {
        using var test = new TestDatabase(null, MySqlFlavour.MySql56);
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
        Assert.Equal(2, Counter(test, "Com_stmt_prepare"));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void Rows_of_parameters_run_all_or_none(MySqlFlavour flavour)
    {
        using var test = new TestDatabase("CREATE TABLE p (a int PRIMARY KEY, b varchar(9)) ENGINE = InnoDB", flavour);
        Assert.Equal(3, Execute(test, "INSERT INTO p VALUES (?, ?)", (1, "x"), (2, null), (3, "é")).RowsAffected);
        ConnectorException error = Assert.Throws<ConnectorException>(() => Execute(test, "INSERT INTO p VALUES (?, ?)", (4, "y"), (2, "z"), (5, "w")));
        Assert.Equal((ConnectorStatus.ConstraintViolation, 1062), (error.Status, error.VendorCode));
        Assert.Equal(["[1, \"x\"]", "[2, null]", "[3, \"é\"]"], test.Query("SELECT * FROM p ORDER BY a"));
        using (Transaction transaction = test.Connection.BeginTransaction())
        {
            Execute(test, "INSERT INTO p VALUES (?, ?)", (6, "in"));
            transaction.Rollback();
        }

        Assert.Equal(["[3]"], test.Query("SELECT count(*) FROM p"));
    }

    [Fact]
    public void Many_rows_of_parameters_go_to_MariaDB_in_few_commands()
    {
        using var test = new TestDatabase("CREATE TABLE p (a int PRIMARY KEY, b varchar(9)) ENGINE = InnoDB");
        (int, string?)[] rows = [.. Enumerable.Range(0, 5000).Select(i => (i, i % 7 == 0 ? null : $"v{i}"))];
        Assert.Equal(5000, Execute(test, "INSERT INTO p VALUES (?, ?)", rows).RowsAffected);
        Assert.Equal(["[5000, 4285, \"v4999\"]"], test.Query("SELECT count(*), count(b), (SELECT b FROM p WHERE a = 4999) FROM p"));
        Assert.InRange(Counter(test, "Com_stmt_execute"), 0, 10);
        Assert.Equal(5000, Execute(test, "UPDATE p SET b = 'u' WHERE a = ? AND 'k' <> ?", rows.Select(row => (row.Item1, (string?)"n")).ToArray()).RowsAffected);
    }

    [Fact]
    public void A_query_runs_once_for_each_row_of_parameters_and_its_rows_are_gathered()
    {
        using var test = new TestDatabase("CREATE TABLE p (a int PRIMARY KEY, b varchar(9)); INSERT INTO p VALUES (1, 'x'), (2, 'y'), (3, 'z');");
        using RecordBatch batch = Batch(test.Memory, (3, "z"), (1, "x"), (9, ""));
        using var rows = new BatchReader(batch.Retain());
        Assert.Equal(["[3]", "[1]"], test.Query(new Statement("SELECT a FROM p WHERE a = ? AND b = ?") { ParameterRows = rows }));
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    private static ExecuteResult Execute(TestDatabase test, string sql, params (int A, string? B)[] values)
    {
        using var rows = new BatchReader(Batch(test.Memory, values));
        return test.Connection.Execute(new Statement(sql) { ParameterRows = rows });
    }

    private static RecordBatch Batch(ArrowAllocator memory, params (int A, string? B)[] values)
    {
        using var numbers = new FixedWidthBuilder<int>(ArrowType.Int32, memory);
        using var texts = new VarBinaryBuilder(ArrowType.Utf8, memory);
        foreach ((int a, string? b) in values)
        {
            numbers.Append(a);
            if (b is null)
            {
                texts.AppendNull();
            }
            else
            {
                texts.Append(b);
            }
        }

        return new RecordBatch(new Schema([new Field("a", ArrowType.Int32), new Field("b", ArrowType.Utf8)]), values.Length, [numbers.Finish(), texts.Finish()]);
    }

    // SHOW is among the statements that are prepared too; the counters of a session are read as a script, which is not.
    private static long Counter(TestDatabase test, string name, string scope = "SESSION")
    {
        var connection = (MySqlConnection)test.Connection;
        List<string?> rows = Session.TextRows(connection, $"SHOW {scope} STATUS LIKE '{name}'");
        return long.Parse(rows.Single()!, System.Globalization.CultureInfo.InvariantCulture);
    }

    private static class Session
    {
        public static List<string?> TextRows(MySqlConnection connection, string sql) =>
            MySql.Session.TextRows.ListAsync(connection.Session, sql, "a test", row => row[1], TestDatabase.Token).AsTask().GetAwaiter().GetResult();
    }
}
