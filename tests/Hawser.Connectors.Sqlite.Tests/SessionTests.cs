using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Tests.Support;

namespace Hawser.Connectors.Sqlite.Tests;

public sealed class SessionTests
{
    private const string Endless = "WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g) SELECT count(*) FROM g";

    [Fact]
    public void Parameters_are_bound_by_position_by_number_and_by_name()
    {
        using TestDatabase db = TestDatabase.InMemory();
        Statement positions = Statement.With("SELECT ?, ?, ?, ?", 1, "it's", null, new byte[] { 1, 255 });
        Assert.Equal("1|'it's'|null|01ff", Rows(db, positions));
        Statement names = new("SELECT :b, @a, $c, :b") { Parameters = [new Parameter(2.5, "a"), new Parameter("x", "b"), new Parameter(true, "c")] };
        Assert.Equal("'x'|2.5|1|'x'", Rows(db, names));
        Assert.Equal("'b'|'a'", Rows(db, Statement.With("SELECT ?2, ?1", "a", "b")));
        Assert.Equal(ConnectorStatus.InvalidStatement, Assert.Throws<ConnectorException>(() => Rows(db, Statement.With("SELECT ?, ?", 1))).Status);
        Assert.Throws<ConnectorException>(() => Rows(db, Statement.With("SELECT ?", 1, 2)));
        Assert.Throws<ConnectorException>(() => Rows(db, new Statement("SELECT :a") { Parameters = [new Parameter(1, "b")] }));
        Assert.Throws<ConnectorException>(() => Rows(db, Statement.With("SELECT ?", double.NaN)));
    }

    [Theory]
    [InlineData(TransactionIsolation.Default)]
    [InlineData(TransactionIsolation.ReadUncommitted)]
    [InlineData(TransactionIsolation.ReadCommitted)]
    [InlineData(TransactionIsolation.RepeatableRead)]
    [InlineData(TransactionIsolation.Snapshot)]
    [InlineData(TransactionIsolation.Serializable)]
    public void Transactions_of_every_level_run_one_after_the_other(TransactionIsolation isolation)
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a)");
        using Connection other = db.Database.OpenConnection();
        other.Execute("PRAGMA busy_timeout = 0");
        using (Transaction first = db.Connection.BeginTransaction(isolation))
        {
            db.Connection.Execute("INSERT INTO t VALUES (1)");
            Assert.Equal(ConnectorStatus.Busy, Assert.Throws<ConnectorException>(() => other.BeginTransaction(isolation)).Status);
            first.Commit();
        }

        using Transaction second = other.BeginTransaction(isolation);
        Assert.Equal(1, other.Execute("DELETE FROM t").RowsAffected);
    }

    [Fact]
    public void Parameters_of_every_type_arrive_as_sqlite_keeps_them()
    {
        using TestDatabase db = TestDatabase.InMemory();
        Statement statement = Statement.With(
            "SELECT ?, ?, ?, ?, ?, ?, ?",
            new DateOnly(2024, 2, 29), new TimeOnly(1, 2, 3, 500), new DateTime(2024, 2, 29, 1, 2, 3), new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(1)),
            Guid.Parse("01234567-89ab-cdef-8123-456789abcdef"), ulong.MaxValue, 12.50m);
        Assert.Equal("'2024-02-29'|'01:02:03.500'|'2024-02-29 01:02:03'|'2024-02-29 00:02:03+00:00'|'01234567-89ab-cdef-8123-456789abcdef'|'18446744073709551615'|'12.50'", Rows(db, statement));
    }

    [Fact]
    public void A_statement_runs_once_for_each_row_of_parameters()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE source(a INT, b TEXT); INSERT INTO source VALUES (1, 'x'), (2, NULL), (3, 'z'); CREATE TABLE t(a INT, b TEXT)");
        using Connection second = db.Database.OpenConnection();
        using (RecordBatchReader rows = second.Read(new ScanRequest(new TableName("source")) { ReadOptions = new ReadOptions { BatchRows = 2 } }))
        using (RecordBatch all = rows.ReadNext()!)
        {
            Assert.Equal(2, all.RowCount);
        }

        // Readers hold the database in memory against writers, so the rows come from a reader of their own.
        ExecuteResult result = db.Connection.Execute(new Statement("INSERT INTO t VALUES (?, upper(?))") { ParameterRows = new FewRows(3) });
        Assert.Equal(3, result.RowsAffected);
        Assert.Equal("0|'ROW 0'\n1|'ROW 1'\n2|'ROW 2'", db.Read("t"));
        using QueryResult query = db.Connection.Query(new Statement("SELECT ? * 2, ? || '!'") { ParameterRows = new FewRows(2) });
        Assert.Equal("0|'row 0!'\n2|'row 1!'", Table.Text(query.Reader));
    }

    [Fact]
    public void Rows_affected_are_told()
    {
        using TestDatabase db = TestDatabase.InMemory();
        Assert.Equal(0, db.Connection.Execute("CREATE TABLE t(a)").RowsAffected);
        Assert.Equal(2, db.Connection.Execute("INSERT INTO t VALUES (1), (2)").RowsAffected);
        Assert.Equal(0, db.Connection.Execute("DELETE FROM t WHERE a > 5").RowsAffected);
        Assert.Null(db.Connection.Execute("SELECT * FROM t").RowsAffected);
        using QueryResult result = db.Connection.Query("UPDATE t SET a = a + 1 RETURNING a");
        Assert.Equal("2\n3", Table.Text(result.Reader));
        Assert.Equal(2, result.RowsAffected);
    }

    [Fact]
    public void One_statement_at_a_time_and_scripts_for_several()
    {
        using TestDatabase db = TestDatabase.InMemory();
        Assert.Throws<ConnectorException>(() => db.Rows("SELECT 1; SELECT 2"));
        Assert.Throws<ConnectorException>(() => db.Rows(" -- nothing"));
        Assert.Throws<ConnectorException>(() => db.Rows("SELECT 1\0; SELECT 2"));
        Assert.Equal("1", db.Rows("SELECT 1; -- the end"));
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Script("CREATE TABLE a(x); CREATE TABLE b(y); nonsense; CREATE TABLE c(z)"));
        Assert.Equal(ConnectorStatus.InvalidStatement, error.Status);
        Assert.Equal(["a", "b"], db.Connection.Catalog.GetTables(CatalogFilter.Tables).Select(table => table.Name.Name));
    }

    [Fact]
    public void A_running_query_ends_when_its_token_is_cancelled()
    {
        using TestDatabase db = TestDatabase.InMemory();
        using CancellationTokenSource source = new(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => db.Connection.Execute(Endless, source.Token));
        using CancellationTokenSource second = new(TimeSpan.FromMilliseconds(200));
        Assert.ThrowsAny<OperationCanceledException>(() => db.Connection.Query("SELECT CAST(x AS INTEGER) FROM (" + Endless.Replace("count(*)", "count(*) AS x", StringComparison.Ordinal) + ")", second.Token));
        Assert.Equal("1", db.Rows("SELECT 1"));
    }

    [Fact]
    public void A_statement_that_takes_too_long_is_ended()
    {
        using TestDatabase db = TestDatabase.InMemory();
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Connection.Execute(new Statement(Endless) { Timeout = TimeSpan.FromMilliseconds(200) }));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        Assert.Equal("1", db.Rows("SELECT 1"));
    }

    [Fact]
    public void A_reader_disposed_early_frees_the_connection()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a INT); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 1000) INSERT INTO t SELECT i FROM g");
        using (RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { BatchRows = 10 } }))
        {
            using RecordBatch batch = reader.ReadNext()!;
            Assert.Throws<InvalidOperationException>(() => db.Rows("SELECT 1"));
        }

        db.Script("DROP TABLE t");
    }

    [Fact]
    public void A_database_in_memory_is_shared_by_its_connections_and_lives_as_long_as_it()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a INT); INSERT INTO t VALUES (1)");
        using (Connection second = db.Database.OpenConnection())
        {
            Assert.Equal(1, second.CountRowsAsync(new ScanRequest(new TableName("t"))).AsTask().GetAwaiter().GetResult());
        }

        db.Connection.Reset();
        Assert.Equal("1", db.Read("t"));
        using TestDatabase other = TestDatabase.InMemory();
        Assert.Empty(other.Connection.Catalog.GetTables(CatalogFilter.Tables));
        Assert.False(db.Database.IsSameAs(other.Database));
    }

    [Fact]
    public void A_missing_file_a_folder_and_a_file_that_is_no_database_are_told_apart()
    {
        using TestDatabase db = TestDatabase.InFile();
        string folder = Path.GetDirectoryName(db.FilePath)!;
        Assert.Equal(ConnectorStatus.NotFound, OpenError(Path.Combine(folder, "none.db"), ("create", "false")).Status);
        Assert.Equal(ConnectorStatus.NotFound, OpenError(Path.Combine(folder, "none.db"), ("read_only", "true")).Status);
        Assert.Equal(ConnectorStatus.InvalidConfiguration, OpenError(folder).Status);
        Assert.Equal(ConnectorStatus.Unavailable, OpenError(Path.Combine(folder, "no", "such", "x.db")).Status);
        string text = Path.Combine(folder, "text.db");
        File.WriteAllText(text, new string('x', 5000));
        ConnectorException error = OpenError(text);
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains("no SQLite database", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(folder, "none.db")));
    }

    [Fact]
    public void A_read_only_database_refuses_changes()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(a INT)");
        using Database database = db.Open(("read_only", "true"));
        using Connection connection = database.OpenConnection();
        Assert.Equal(ConnectorStatus.PermissionDenied, Assert.Throws<ConnectorException>(() => connection.Execute("INSERT INTO t VALUES (1)")).Status);
        Schema schema = new([new Field("a", ArrowType.Int64)]);
        Assert.Equal(ConnectorStatus.PermissionDenied, Assert.Throws<ConnectorException>(() => connection.BeginLoad(new LoadRequest(new TableName("new"), schema, LoadMode.Create))).Status);
        using Transaction transaction = connection.BeginTransaction();
        Assert.Equal(0, connection.CountRowsAsync(new ScanRequest(new TableName("t"))).AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    public void A_locked_file_is_waited_for_no_longer_than_allowed()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(a INT)");
        using Transaction transaction = db.Connection.BeginTransaction();
        using Database database = db.Open(("busy_timeout", "100ms"));
        using Connection connection = database.OpenConnection();
        ConnectorException error = Assert.Throws<ConnectorException>(() => connection.Execute("INSERT INTO t VALUES (1)"));
        Assert.Equal(ConnectorStatus.Busy, error.Status);
        Assert.True(error.IsTransient);
        Assert.Contains("busy_timeout", error.Message, StringComparison.Ordinal);
        Assert.Equal(5, error.VendorCode! & 0xFF);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("WAL")]
    public void A_snapshot_sees_one_moment_in_all_its_sessions(string journal)
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script($"PRAGMA journal_mode = {journal}; CREATE TABLE t(a INT); INSERT INTO t VALUES (1)");
        Snapshot snapshot = db.Database.OpenSnapshotAsync(3).AsTask().GetAwaiter().GetResult();
        Assert.Equal(3, snapshot.Connections.Count);
        Assert.Equal(Consistency.Shared, snapshot.Consistency);
        if (journal == "WAL")
        {
            db.Script("INSERT INTO t VALUES (2)");
        }

        foreach (Connection connection in snapshot.Connections)
        {
            Assert.Equal(1, connection.CountRowsAsync(new ScanRequest(new TableName("t"))).AsTask().GetAwaiter().GetResult());
        }

        snapshot.DisposeAsync().AsTask().GetAwaiter().GetResult();
        db.Script("INSERT INTO t VALUES (3)");
    }

    [Fact]
    public void A_database_is_known_again_through_links_and_relative_paths()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(a)");
        string link = db.FilePath + ".link";
        File.CreateSymbolicLink(link, db.FilePath);
        SqliteConnector connector = new();
        using Database linked = connector.Open(connector.ParseOptions([KeyValuePair.Create("path", link)]));
        using Database relative = connector.Open(connector.ParseOptions([KeyValuePair.Create("path", Path.GetRelativePath(".", db.FilePath))]));
        Assert.True(linked.IsSameAs(db.Database));
        Assert.True(relative.IsSameAs(linked));
    }

    [Fact]
    public void A_transaction_commits_or_rolls_back()
    {
        using TestDatabase db = TestDatabase.InFile();
        using (Transaction transaction = db.Connection.BeginTransaction())
        {
            db.Script("CREATE TABLE t(a)");
            transaction.Commit();
        }

        using (db.Connection.BeginTransaction())
        {
            db.Script("DROP TABLE t");
        }

        Assert.Equal("t", db.Cli("select name from sqlite_schema"));
    }

    [Fact]
    public void Errors_carry_status_code_and_place()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE orders(a INT PRIMARY KEY); INSERT INTO orders VALUES (1)");
        ConnectorException missing = Assert.Throws<ConnectorException>(() => db.Read("order"));
        Assert.Equal(ConnectorStatus.NotFound, missing.Status);
        Assert.Contains("Did you mean \"orders\"?", missing.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => db.Rows("SELECT * FROM nosuch")).Status);
        ConnectorException duplicate = Assert.Throws<ConnectorException>(() => db.Rows("INSERT INTO orders VALUES (1)"));
        Assert.Equal(ConnectorStatus.ConstraintViolation, duplicate.Status);
        Assert.Equal(1555, duplicate.VendorCode);
        Assert.Equal(ConnectorStatus.AlreadyExists, Assert.Throws<ConnectorException>(() => db.Rows("CREATE TABLE orders(b)")).Status);
    }

    [Fact]
    public void Sessions_work_at_the_same_time_on_several_threads()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(a INT); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 1000) INSERT INTO t SELECT i FROM g");
        Parallel.For(0, 40, new ParallelOptions { MaxDegreeOfParallelism = 4 }, _ =>
        {
            using Connection connection = db.Database.OpenConnection();
            using QueryResult result = connection.Query("SELECT sum(a) FROM t");
            Assert.Equal("500500", Table.Text(result.Reader));
        });
    }

    private static string Rows(TestDatabase db, Statement statement)
    {
        using QueryResult result = db.Connection.Query(statement);
        return Table.Text(result.Reader);
    }

    private static ConnectorException OpenError(string path, params (string Key, string Value)[] options)
    {
        SqliteConnector connector = new();
        using Database database = connector.Open(connector.ParseOptions(options.Select(o => KeyValuePair.Create(o.Key, o.Value)).Append(KeyValuePair.Create("path", path))));
        return Assert.Throws<ConnectorException>(() => database.OpenConnection());
    }

    /// <summary>Batches of two rows.</summary>
    private sealed class FewRows(int count) : RecordBatchReader
    {
        private int _next;

        public override Schema Schema { get; } = new([new Field("a", ArrowType.Int32), new Field("b", ArrowType.Utf8)]);

        protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
        {
            if (_next >= count)
            {
                return null;
            }

            using RecordBatchBuilder builder = new(Schema);
            for (int end = Math.Min(_next + 2, count); _next < end; _next++)
            {
                ((FixedWidthBuilder<int>)builder[0]).Append(_next);
                ((VarBinaryBuilder)builder[1]).Append($"row {_next}");
            }

            return builder.Finish();
        }

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

        protected override ValueTask DisposeCoreAsync() => default;
    }
}
