using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

public class ConnectionTests
{
    [Theory]
    [InlineData(TransactionIsolation.Default)]
    [InlineData(TransactionIsolation.ReadUncommitted)]
    [InlineData(TransactionIsolation.ReadCommitted)]
    [InlineData(TransactionIsolation.RepeatableRead)]
    [InlineData(TransactionIsolation.Snapshot)]
    public void A_transaction_sees_one_moment_at_every_level_that_duckdb_has(TransactionIsolation isolation)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var other = database.OpenConnection();
        connection.Execute("CREATE TABLE t (id INTEGER)");
        using var transaction = connection.BeginTransaction(isolation);
        using (var before = connection.Query("SELECT count(*)::VARCHAR FROM t"))
        {
            Assert.Equal(["0"], Duck.Rows(before.Reader));
        }

        other.Execute("INSERT INTO t VALUES (1)");
        using var after = connection.Query("SELECT count(*)::VARCHAR FROM t");
        Assert.Equal(["0"], Duck.Rows(after.Reader));
    }

    [Fact]
    public void Serializable_transactions_are_refused_as_write_skew_commits()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var other = database.OpenConnection();
        var error = Assert.Throws<ConnectorException>(() => connection.BeginTransaction(TransactionIsolation.Serializable));
        Assert.Equal(ConnectorStatus.NotSupported, error.Status);
        Assert.Contains("no serializable transactions; its own see one moment", error.Message, StringComparison.Ordinal);

        connection.ExecuteScript("CREATE TABLE a (n INTEGER); CREATE TABLE b (n INTEGER)");
        using var first = connection.BeginTransaction();
        using var second = other.BeginTransaction();
        connection.Execute("INSERT INTO a SELECT count(*) FROM b");
        other.Execute("INSERT INTO b SELECT count(*) FROM a");
        first.Commit();
        second.Commit();
        using var sums = connection.Query("SELECT ((SELECT sum(n) FROM a) + (SELECT sum(n) FROM b))::VARCHAR");
        Assert.Equal(["0"], Duck.Rows(sums.Reader));
    }

    [Fact]
    public void Parameters_are_bound_and_never_put_into_the_text()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        using var positional = connection.Query(Statement.With("SELECT (? || '''; DROP')::VARCHAR, (?::INTEGER + 1)::VARCHAR", "it's", 41));

        Assert.Equal(["it's'; DROP|42"], Duck.Rows(positional.Reader));
    }

    [Fact]
    public void Named_parameters_may_come_in_any_order_and_must_be_complete()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        Statement With(params Parameter[] parameters) => new("SELECT ($b || $a || $b)::VARCHAR") { Parameters = parameters };

        using (var result = connection.Query(With(new Parameter("x", "a"), new Parameter("y", "b"))))
        {
            Assert.Equal(["yxy"], Duck.Rows(result.Reader));
        }

        Assert.Contains("$a", Assert.Throws<ConnectorException>(() => connection.Query(With(new Parameter("y", "b")))).Message, StringComparison.Ordinal);
        Assert.Contains("$c", Assert.Throws<ConnectorException>(() => connection.Query(With(new("x", "a"), new("y", "b"), new("z", "c")))).Message, StringComparison.Ordinal);
        Assert.Throws<ConnectorException>(() => connection.Query(Statement.With("SELECT ?::INTEGER", 1, 2)));
        Assert.Throws<ConnectorException>(() => connection.Query(Statement.With("SELECT ?::INTEGER")));
    }

    [Fact]
    public void Every_kind_of_value_can_be_bound()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        (object? Value, string Type, string Text)[] cases =
        [
            (null, "\"NULL\"", "∅"), (true, "BOOLEAN", "true"), ((sbyte)-1, "TINYINT", "-1"), ((byte)255, "UTINYINT", "255"), ((short)-2, "SMALLINT", "-2"), ((ushort)65535, "USMALLINT", "65535"),
            (-3, "INTEGER", "-3"), (4000000000u, "UINTEGER", "4000000000"), (long.MinValue, "BIGINT", "-9223372036854775808"), (ulong.MaxValue, "UBIGINT", "18446744073709551615"),
            (Int128.MinValue, "HUGEINT", "-170141183460469231731687303715884105728"), (1.5f, "FLOAT", "1.5"), (0.1, "DOUBLE", "0.1"), (-12.345m, "DECIMAL(38,3)", "-12.345"),
            ("ü'", "VARCHAR", "ü'"), ("", "VARCHAR", ""), (new byte[] { 0, 255 }, "BLOB", "\\x00\\xFF"), (new DateOnly(1999, 12, 31), "DATE", "1999-12-31"),
            (new DateTime(2024, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), "TIMESTAMP", "2024-01-02 03:04:05"),
            (new DateTimeOffset(2024, 1, 2, 3, 4, 5, TimeSpan.FromHours(2)), "TIMESTAMP WITH TIME ZONE", "2024-01-02 01:04:05+00"),
            (TimeSpan.FromMilliseconds(1500), "INTERVAL", "00:00:01.5"), (Guid.Parse("01234567-89ab-cdef-8123-456789abcdef"), "UUID", "01234567-89ab-cdef-8123-456789abcdef"),
            (new MonthDayNano(1, 2, 3000), "INTERVAL", "1 month 2 days 00:00:00.000003"), (new TimeOnly(10, 0, 0), "TIME_NS", "10:00:00"),
        ];
        foreach (var (value, type, text) in cases)
        {
            using var result = connection.Query(Statement.With("SELECT typeof(v), coalesce(v::VARCHAR, '∅') FROM (SELECT ? AS v)", value));
            Assert.Equal([$"{type}|{text}"], Duck.Rows(result.Reader));
        }
    }

    [Fact]
    public void Nested_parameters_come_from_rows_of_parameters()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var other = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER[], b STRUCT(x INTEGER, y VARCHAR), c MAP(VARCHAR, INTEGER))");
        using (var rows = other.Query("SELECT [1, NULL], {'x': 1, 'y': 'z'}, MAP {'k': 5} UNION ALL SELECT [], NULL, MAP {}"))
        {
            Assert.Equal(2, connection.Execute(new Statement("INSERT INTO t VALUES (?, ?, ?)") { ParameterRows = rows.Reader }).RowsAffected);
        }

        Assert.Equal(["[1, NULL]|{'x': 1, 'y': z}|{k=5}", "[]|∅|{}"], connection.Texts("SELECT * FROM t ORDER BY len(a) DESC"));
    }

    [Fact]
    public void Rows_of_parameters_run_all_or_none()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var other = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER PRIMARY KEY)");
        using (var good = other.Query("SELECT i::INTEGER FROM range(100) r(i)"))
        {
            Assert.Equal(100, connection.Execute(new Statement("INSERT INTO t VALUES (?)") { ParameterRows = good.Reader }).RowsAffected);
        }

        using (var bad = other.Query("SELECT unnest([200, 5])::INTEGER"))
        {
            Assert.Throws<ConnectorException>(() => connection.Execute(new Statement("INSERT INTO t VALUES (?)") { ParameterRows = bad.Reader }));
        }

        using var wanted = other.Query("SELECT unnest([3, 4])::INTEGER");
        using var found = connection.Query(new Statement("SELECT a::VARCHAR FROM t WHERE a = ?") { ParameterRows = wanted.Reader });
        Assert.Equal(["3", "4"], Duck.Rows(found.Reader));
        found.Dispose();
        Assert.Equal(["100"], connection.Texts("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_second_operation_while_a_reader_is_open_is_refused_by_name()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var result = connection.Query("SELECT * FROM range(1000000)");

        Assert.Contains("a query", Assert.Throws<InvalidOperationException>(() => connection.Execute("SELECT 1")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reader_that_is_disposed_early_frees_the_connection()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        RecordBatch first;
        using (var result = connection.Query("SELECT i, 'value ' || i FROM range(100000000) r(i)"))
        {
            first = result.Reader.ReadNext()!;
        }

        Assert.Equal(["1"], connection.Texts("SELECT 1"));
        Assert.Equal("value 65535", first[1].GetString(65535));
        first.Dispose();
    }

    [Fact]
    public void A_cancelled_query_ends_and_the_connection_lives_on()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            using var result = connection.Query("SELECT count(*) FROM range(10000000) a(i), range(1000000) b(j) WHERE (i * j) % 7 = 3", cancel.Token);
            result.Reader.ReadNext(cancel.Token);
        });

        Assert.Equal(["1"], connection.Texts("SELECT 1"));
    }

    [Fact]
    public void A_statement_that_runs_too_long_times_out()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        var error = Assert.Throws<ConnectorException>(() =>
        {
            using var result = connection.Query(new Statement("SELECT count(*) FROM range(10000000) a(i), range(1000000) b(j) WHERE (i * j) % 7 = 3") { Timeout = TimeSpan.FromMilliseconds(200) });
            result.Reader.ReadNext();
        });

        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        Assert.Equal(["1"], connection.Texts("SELECT 1"));
    }

    [Fact]
    public void Several_statements_are_a_script_but_a_pivot_is_one_statement()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (k VARCHAR, v INTEGER); -- a comment; with a semicolon\nINSERT INTO t VALUES ('a;', 1), ('b', 2);");

        var error = Assert.Throws<ConnectorException>(() => connection.Query("SELECT 1; SELECT 2"));
        Assert.Equal(ConnectorStatus.InvalidStatement, error.Status);
        Assert.Throws<ConnectorException>(() => connection.Query("  "));
        using var pivot = connection.Query("PIVOT t ON k USING sum(v);");
        Assert.Equal(["a;", "b"], pivot.Reader.Schema.Fields.Select(f => f.Name));
    }

    [Fact]
    public void A_statement_without_rows_says_how_many_it_changed()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE t AS SELECT range AS i FROM range(10)");

        using var result = connection.Query("DELETE FROM t WHERE i < 4");

        Assert.Equal(4, result.RowsAffected);
        Assert.Empty(result.Reader.Schema.Fields);
        Assert.Null(result.Reader.ReadNext());
    }

    [Theory]
    [InlineData("SELECT * FROM nowhere", ConnectorStatus.NotFound)]
    [InlineData("SELEKT 1", ConnectorStatus.InvalidStatement)]
    [InlineData("SELECT nope FROM range(1)", ConnectorStatus.InvalidStatement)]
    [InlineData("SELECT 'x'::INTEGER", ConnectorStatus.InvalidData)]
    [InlineData("SELECT 2147483647::INTEGER + 1::INTEGER", ConnectorStatus.InvalidData)]
    [InlineData("FROM 'missing.parquet'", ConnectorStatus.NotFound)]
    public void Errors_have_the_status_that_programs_decide_by(string sql, ConnectorStatus status)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        var error = Assert.Throws<ConnectorException>(() =>
        {
            using var result = connection.Query(sql);
            result.Reader.ReadNext()?.Dispose();
        });

        Assert.Equal(status, error.Status);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Describing_a_query_does_not_run_it()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        var description = connection.Describe(new QueryRelation(new Statement("SELECT error('run') AS a, 1::DECIMAL(5,2) AS b")));

        Assert.Equal(["a", "b"], description.Columns.Select(c => c.Name));
        Assert.Equal("DECIMAL(5,2)", description.Columns[1].NativeType);
    }

    [Fact]
    public async Task Partitions_hold_every_row_once()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE t AS SELECT range AS i FROM range(600000)");
        var request = new ScanRequest(new TableName("t")) { Columns = ["i"], Filter = "i % 2 = 0" };

        var shares = await connection.PartitionAsync(request, 4, TestContext.Current.CancellationToken);
        long rows = 0, sum = 0;
        foreach (var share in shares)
        {
            using var reader = connection.Read(request with { Partition = share });
            while (reader.ReadNext() is { } batch)
            {
                rows += batch.RowCount;
                foreach (var value in batch[0].Values<long>())
                {
                    sum += value;
                }

                batch.Dispose();
            }
        }

        Assert.Equal(4, shares.Count);
        Assert.Equal((300_000, 89_999_700_000), (rows, sum));
        Assert.Equal(300_000, await connection.CountRowsAsync(request, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_snapshot_sees_one_moment_in_all_its_sessions()
    {
        using var database = Duck.Open();
        using var writer = database.OpenConnection();
        writer.Execute("CREATE TABLE t AS SELECT 1 AS i");

        await using var snapshot = await database.OpenSnapshotAsync(3, TestContext.Current.CancellationToken);
        writer.Execute("INSERT INTO t VALUES (2)");

        Assert.Equal(Consistency.Shared, snapshot.Consistency);
        Assert.All(snapshot.Connections, c => Assert.Equal(["1"], c.Texts("SELECT count(*) FROM t")));
        Assert.Equal(["2"], writer.Texts("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Scans_choose_columns_rows_and_order()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE t AS SELECT i, 'v' || i AS v FROM range(10) r(i)");

        using var reader = connection.Read(new ScanRequest(new TableName(null, "main", "t")) { Columns = ["v"], Filter = "i > 3", Order = [new OrderBy("i", true)], Limit = 2 });

        Assert.Equal(["v9", "v8"], Duck.Rows(reader));
    }

    [Fact]
    public void A_batch_ends_by_rows_or_by_bytes()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var result = connection.Query(new Statement("SELECT repeat('x', 10000) FROM range(5000)") { ReadOptions = new ReadOptions { BatchRows = 4000, BatchBytes = 1_000_000 } });
        var rows = new List<int>();
        while (result.Reader.ReadNext() is { } batch)
        {
            rows.Add(batch.RowCount);
            batch.Dispose();
        }

        Assert.Equal(5000, rows.Sum());
        Assert.All(rows, r => Assert.InRange(r, 1, 101));
    }

    [Fact]
    public void Reading_sixteen_columns_allocates_little_managed_memory()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute(
            "CREATE TABLE t AS SELECT i a, i b, i::INTEGER c, i::DECIMAL(15,2) d, i::DOUBLE e, 'text ' || i f, 'another long text ' || i g, DATE '2000-01-01' + (i % 1000)::INT h, i % 2 = 0 k, "
            + "i::DECIMAL(4,0) l, 'A' m, i::VARCHAR n, i::SMALLINT o, i::FLOAT p, now()::TIMESTAMP q, uuid() r FROM range(9999) x(i), range(20)");
        const long Rows = 9999 * 20;
        for (var round = 0; round < 2; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            long rows = 0;
            using (var result = connection.Query("SELECT * FROM t"))
            {
                while (result.Reader.ReadNext() is { } batch)
                {
                    rows += batch.RowCount;
                    batch.Dispose();
                }
            }

            var perRow = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Rows;
            Assert.Equal(Rows, rows);
            Assert.True(perRow <= 40, $"{perRow:F1} bytes a row");
        }
    }

    [Fact]
    public async Task Reset_ends_what_is_open()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
        connection.Execute("CREATE TABLE t (a INTEGER)");

        await connection.ResetAsync(TestContext.Current.CancellationToken);

        Assert.Empty(connection.Catalog.GetTables(CatalogFilter.Tables));
    }

    [Fact]
    public async Task Two_hundred_queries_at_once_on_the_pool_do_not_wait_for_each_other()
    {
        using var database = Duck.Open();
        var counts = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() =>
        {
            using var connection = database.OpenConnection();
            return connection.Texts($"SELECT count(*) FROM range({i})")[0];
        })));

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"{i}"), counts);
    }
}
