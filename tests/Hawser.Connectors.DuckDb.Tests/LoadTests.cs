using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

public class LoadTests
{
    [Fact]
    public void Create_refuses_a_table_that_exists()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER)");

        var error = Assert.Throws<ConnectorException>(() => connection.BeginLoad(Request("T", LoadMode.Create, Int("a"))));

        Assert.Equal(ConnectorStatus.AlreadyExists, error.Status);
        Assert.Equal(["1"], connection.Texts("SELECT 1"));
    }

    [Fact]
    public void Append_to_a_missing_table_names_the_nearest()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE orders (a INTEGER)");

        var error = Assert.Throws<ConnectorException>(() => connection.BeginLoad(Request("order", LoadMode.Append, Int("a"))));

        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Contains("orders", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_keeps_keys_indexes_views_and_grants_of_a_table_whose_shape_fits()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR DEFAULT 'd'); CREATE INDEX ix ON t (v); CREATE VIEW w AS SELECT * FROM t; INSERT INTO t SELECT i, 'old' FROM range(5000) r(i)");

        var result = source.Copy("SELECT i::INTEGER AS id, 'new' AS v FROM range(4000) r(i)", connection, Duck.Into("t", LoadMode.Replace));

        Assert.Equal(4000, result.RowsWritten);
        Assert.Equal(["4000|new"], connection.Texts("SELECT count(*), min(v) FROM w"));
        var table = connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Equal("ix", Assert.Single(table.Indexes).Name);
        Assert.Equal("'d'", table.Column("v")!.Default);
    }

    [Fact]
    public void Replace_of_another_shape_makes_the_table_anew_unless_something_depends_on_it()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1); CREATE VIEW w AS SELECT a FROM t");

        var error = Assert.Throws<ConnectorException>(() => source.Copy("SELECT 'x' AS b", connection, Duck.Into("t", LoadMode.Replace)));
        Assert.Contains("view main.w", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], connection.Texts("SELECT a FROM w"));

        connection.Execute("DROP VIEW w");
        source.Copy("SELECT 'x' AS b", connection, Duck.Into("t", LoadMode.Replace));
        Assert.Equal(["x"], connection.Texts("SELECT b FROM t"));
    }

    [Fact]
    public void Replace_is_refused_when_rows_are_referred_to_and_the_rows_stay()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p(id)); INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1)");

        var error = Assert.Throws<ConnectorException>(() => source.Copy("SELECT 5::INTEGER AS id", connection, Duck.Into("p", LoadMode.Replace)));

        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Equal(["1", "2"], connection.Texts("SELECT id FROM p ORDER BY 1"));
    }

    [Fact]
    public void A_load_that_is_not_committed_leaves_no_trace()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)");
        foreach (var (name, mode) in new[] { ("t", LoadMode.Replace), ("t", LoadMode.Append), ("u", LoadMode.Create) })
        {
            using var load = connection.BeginLoad(Request(name, mode, Int("a")));
            using var writer = load.OpenWriter();
            using var batch = Batch([7, 8]);
            writer.Write(batch);
        }

        Assert.Equal(["1"], connection.Texts("SELECT a FROM t"));
        Assert.Null(connection.Catalog.FindTable(new TableName("u")));
    }

    [Fact]
    public void A_broken_key_is_named_and_the_target_stays()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (7)");

        var error = Assert.Throws<ConnectorException>(() => source.Copy("SELECT unnest([6, 7])::INTEGER AS id", connection, Duck.Into("t", LoadMode.Append)));

        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Contains("id: 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(["7"], connection.Texts("SELECT id FROM t"));
    }

    [Fact]
    public void A_null_for_a_column_that_takes_none_is_located()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER, b VARCHAR NOT NULL)");

        var error = Assert.Throws<ConnectorException>(() => source.Copy(
            "SELECT i::INTEGER AS a, CASE WHEN i = 5003 THEN NULL ELSE 'x' END AS b FROM range(6000) r(i)", connection, Duck.Into("t", LoadMode.Append), batchRows: 1000));

        Assert.Contains("column \"b\", row 5003", error.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], connection.Texts("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Rejected_rows_go_to_the_sink_and_the_others_are_written()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER NOT NULL, b VARCHAR)");
        var sink = new KeptRejects();

        var result = source.Copy(
            "SELECT CASE WHEN i % 1000 = 999 THEN NULL ELSE i::INTEGER END AS a, 'text number ' || i AS b FROM range(10000) r(i)",
            connection, Duck.Into("t", LoadMode.Append) with { RejectSink = sink }, batchRows: 3000);

        Assert.Equal(new LoadResult(9990, 10) { Messages = result.Messages }, result);
        Assert.Equal([999L, 1999, 2999, 3999, 4999, 5999, 6999, 7999, 8999, 9999], sink.Rows);
        Assert.Equal(["0"], connection.Texts("SELECT count(*) FROM t WHERE b <> 'text number ' || a"));
        Assert.Equal(["9990"], connection.Texts("SELECT count(DISTINCT a) FROM t"));
    }

    [Fact]
    public void Columns_are_matched_by_name_and_strangers_are_errors_unless_allowed()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER, b INTEGER DEFAULT 9, c INTEGER GENERATED ALWAYS AS (a + 1))");
        var append = Duck.Into("t", LoadMode.Append);

        Assert.Contains("\"b\"", Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1 AS a", connection, append)).Message, StringComparison.Ordinal);
        Assert.Contains("\"x\"", Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1 AS a, 2 AS b, 3 AS x", connection, append)).Message, StringComparison.Ordinal);
        source.Copy("SELECT 2 AS B, 1 AS A", connection, append);
        source.Copy("SELECT 3 AS x, 4 AS a", connection, append with { AllowExtraColumns = true, AllowMissingColumns = true });

        Assert.Equal(["1|2|2", "4|9|5"], connection.Texts("SELECT a, b, c FROM t ORDER BY a"));
    }

    [Fact]
    public void A_column_that_would_not_take_the_values_whole_is_refused_before_any_row()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER)");
        var append = Duck.Into("t", LoadMode.Append);

        Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1::BIGINT AS a", connection, append));
        Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1.5::DOUBLE AS a", connection, append));
        Assert.Throws<ConnectorException>(() => source.Copy("SELECT '1' AS a", connection, append));
        source.Copy("SELECT 1::SMALLINT AS a", connection, append);

        Assert.Equal(["1"], connection.Texts("SELECT a FROM t"));
    }

    [Theory]
    [InlineData("select")]
    [InlineData("a \"quoted\" name")]
    [InlineData("ünï cödé; DROP TABLE x; --")]
    [InlineData("'")]
    [InlineData(" leading space")]
    public void Any_name_works(string name)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var request = Request(name, LoadMode.Create, Int(name));
        using (var load = connection.BeginLoad(request))
        {
            using (var writer = load.OpenWriter())
            {
                using var batch = Batch([1, 2], name);
                writer.Write(batch);
                writer.Complete();
            }

            load.Commit();
        }

        using (var reader = connection.Read(new ScanRequest(new TableName(name)) { Columns = [name], Order = [new OrderBy(name, Descending: true)] }))
        {
            using var rows = reader.ReadNext()!;
            Assert.Equal([2, 1], rows[0].Values<int>().ToArray());
        }

        Assert.Equal(name, connection.Catalog.GetTable(new TableName(name)).Columns[0].Name);
    }

    [Fact]
    public async Task Writers_work_side_by_side_and_commit_together()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var load = connection.BeginLoad(Request("t", LoadMode.Create, Int("a")));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Factory.StartNew(
            () =>
            {
                using var writer = load.OpenWriter($"chunk {w}");
                for (var i = 0; i < 10; i++)
                {
                    using var batch = Batch([.. Enumerable.Range((w * 100_000) + (i * 10_000), 10_000)]);
                    writer.Write(batch);
                }

                Assert.Equal(100_000, writer.Complete());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        var result = load.Commit();
        load.Dispose();

        Assert.Equal(400_000, result.RowsWritten);
        Assert.Equal(["400000|79999800000"], connection.Texts("SELECT count(DISTINCT a), sum(a) FROM t"));
    }

    [Fact]
    public void A_writer_that_is_given_up_ends_the_load()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using (var load = connection.BeginLoad(Request("t", LoadMode.Create, Int("a"))))
        {
            using (var writer = load.OpenWriter())
            {
                using var batch = Batch([1]);
                writer.Write(batch);
            }

            Assert.Throws<ConnectorException>(() => load.Commit());
        }

        Assert.Null(connection.Catalog.FindTable(new TableName("t")));
    }

    [Fact]
    public async Task A_load_in_a_transaction_lives_and_dies_with_it()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            using var load = connection.BeginLoad(Request("t", LoadMode.Create, Int("a")) with { Transaction = transaction });
            using (var writer = load.OpenWriter())
            {
                using var batch = Batch([1]);
                writer.Write(batch);
                writer.Complete();
            }

            load.Commit();
        }

        Assert.Null(connection.Catalog.FindTable(new TableName("t")));
    }

    [Fact]
    public void Huge_values_pass_and_all_memory_comes_back()
    {
        const int Size = 64 << 20;
        using var allocator = new ArrowAllocator();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute($"CREATE TABLE a AS SELECT i, repeat(chr((65 + i)::INT), {Size}) AS s FROM range(3) r(i)");
        using (var result = source.Query(new Statement("SELECT * FROM a ORDER BY i") { ReadOptions = new ReadOptions { Allocator = allocator } }))
        {
            using var load = connection.BeginLoad(new LoadRequest(new TableName("b"), result.Reader.Schema, LoadMode.Create) { Allocator = allocator });
            using (var writer = load.OpenWriter())
            {
                while (result.Reader.ReadNext() is { } batch)
                {
                    Assert.Equal(1, batch.RowCount);
                    writer.Write(batch);
                    batch.Dispose();
                }

                writer.Complete();
            }

            load.Commit();
        }

        Assert.Equal(["0"], connection.Texts("SELECT count(*) FROM a JOIN b USING (i) WHERE a.s <> b.s"));
        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void A_definition_decides_types_keys_and_comments()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        var definition = new TableModel(
            new TableName("ignored"),
            [
                new ColumnModel("id", "BIGINT", new Field("id", ArrowType.Int64)) { IsNullable = false, Comment = "it's" },
                new ColumnModel("v", "VARCHAR", new Field("v", ArrowType.Utf8)) { Default = "'d'" },
            ])
        {
            PrimaryKey = new KeyModel(null, ["id"]),
            Checks = [new CheckModel("positive", "id > 0")],
            Comment = "a table",
            Indexes = [new IndexModel("not_made", [new IndexPart("v")])],
        };

        source.Copy("SELECT 5::INTEGER AS id, 'x' AS v", connection, Duck.Into("t") with { Definition = definition });

        var table = connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Equal(("BIGINT", "it's", "a table", 0), (table.Columns[0].NativeType, table.Columns[0].Comment, table.Comment, table.Indexes.Count));
        Assert.Equal("(id > 0)", Assert.Single(table.Checks).Expression);
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused_with_its_place()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var builder = new VarBinaryBuilder(ArrowType.Utf8);
        builder.Append("good"u8);
        builder.Append([0xC3, 0x28]);
        var schema = new Schema([new Field("s", ArrowType.Utf8)]);
        using var batch = new RecordBatch(schema, 2, [builder.Finish()]);
        using var load = connection.BeginLoad(new LoadRequest(new TableName("t"), schema, LoadMode.Create));
        using var writer = load.OpenWriter();

        var error = Assert.Throws<ConnectorException>(() =>
        {
            writer.Write(batch);
            writer.Complete();
        });

        Assert.Contains("column \"s\", row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_cancelled_writer_stops_and_the_connection_lives_on()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var cancel = new CancellationTokenSource();
        using (var load = connection.BeginLoad(Request("t", LoadMode.Create, Int("a"))))
        {
            using var writer = load.OpenWriter();
            using var batch = Batch([1]);
            writer.Write(batch, cancel.Token);
            cancel.Cancel();
            Assert.Throws<OperationCanceledException>(() => writer.Write(batch, cancel.Token));
        }

        Assert.Equal(["1"], connection.Texts("SELECT 1"));
        Assert.Null(connection.Catalog.FindTable(new TableName("t")));
    }

    [Fact]
    public async Task A_commit_that_conflicts_is_busy_and_the_connection_lives_on()
    {
        using var database = Duck.Open();
        using var one = database.OpenConnection();
        using var other = database.OpenConnection();
        one.ExecuteScript("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var transaction = await one.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            one.Execute("INSERT INTO t VALUES (2)");
            other.Execute("INSERT INTO t VALUES (2)");
            await Assert.ThrowsAsync<ConnectorException>(async () => await transaction.CommitAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(["1", "2"], one.Texts("SELECT a FROM t ORDER BY 1"));
    }

    private static Field Int(string name) => new(name, ArrowType.Int32);

    private static LoadRequest Request(string table, LoadMode mode, params Field[] fields) => new(new TableName(table), new Schema(fields), mode);

    private static RecordBatch Batch(int[] values, string name = "a")
    {
        using var builder = new FixedWidthBuilder<int>(ArrowType.Int32);
        builder.Append(values);
        return new RecordBatch(new Schema([Int(name)]), values.Length, [builder.Finish()]);
    }

    private sealed class KeptRejects : RejectSink
    {
        public List<long> Rows { get; } = [];

        public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
        {
            Assert.Equal("a", row.Column);
            Assert.Equal(1, row.Row.RowCount);
            Rows.Add(row.RowNumber);
            return default;
        }
    }
}
