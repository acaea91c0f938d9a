using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Tests.Support;

namespace Hawser.Connectors.Sqlite.Tests;

public sealed class LoadingTests
{
    [Fact]
    public void Create_append_and_replace_keep_their_promises()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(3);
        Assert.Equal(new LoadResult(3, 0).RowsWritten, db.Load("t", batch).RowsWritten);
        Assert.Equal(ConnectorStatus.AlreadyExists, Assert.Throws<ConnectorException>(() => db.Load("t", batch)).Status);
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => db.Load("none", batch, LoadMode.Append)).Status);
        db.Load("t", batch, LoadMode.Append);
        Assert.Equal("6", db.Rows("SELECT count(*) FROM t"));
        db.Script("CREATE INDEX i ON t(name); CREATE VIEW v AS SELECT * FROM t; CREATE TABLE log(n); CREATE TRIGGER tr AFTER DELETE ON t BEGIN INSERT INTO log VALUES (old.id); END");
        db.Load("t", batch, LoadMode.Replace);
        Assert.Equal("3|6", db.Cli("select (select count(*) from t), (select count(*) from log)"));
        Assert.Equal("i\ntr", db.Cli("select name from sqlite_schema where tbl_name = 't' and type <> 'table' order by 1"));
        db.Load("fresh", batch, LoadMode.Replace);
        Assert.Equal("3", db.Rows("SELECT count(*) FROM fresh"));
    }

    [Fact]
    public void Replacing_a_table_of_another_shape_is_refused_while_something_depends_on_it()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(2);
        db.Script("""
            CREATE TABLE t(id TEXT PRIMARY KEY, other INT); INSERT INTO t VALUES ('old', 1);
            CREATE VIEW "a view" AS SELECT other FROM "t"; CREATE TABLE child(x REFERENCES t(id)); CREATE INDEX idx ON t(other);
            CREATE TRIGGER trg AFTER INSERT ON t BEGIN SELECT 1; END;
            """);
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Load("t", batch, LoadMode.Replace));
        foreach (string dependent in new[] { "view a view", "table child", "index idx", "trigger trg" })
        {
            Assert.Contains(dependent, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["trigger trg", "view a view", "table child"], db.Connection.Catalog.GetDependents(new TableName("t")));
        Assert.Equal("'old'|1", db.Read("t"));
        db.Script("DROP VIEW \"a view\"; DROP TABLE child; DROP INDEX idx; DROP TRIGGER trg");
        db.Load("t", batch, LoadMode.Replace);
        Assert.Equal("0|'name 0'|0\n1|'name 1'|1.5", db.Read("t"));
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("with space")]
    [InlineData("quote\"s and 'apostrophes'")]
    [InlineData("select")]
    [InlineData("日本語")]
    [InlineData("semi;colon -- comment")]
    [InlineData("[brackets] `ticks`")]
    [InlineData("main.t")]
    [InlineData("%_\\?1:x@y$z")]
    [InlineData(" ")]
    public void Any_name_works(string name)
    {
        using TestDatabase db = TestDatabase.InFile();
        Schema schema = new([new Field(name, ArrowType.Int64), new Field(name + "2", ArrowType.Utf8)]);
        using RecordBatchBuilder builder = new(schema);
        ((FixedWidthBuilder<long>)builder[0]).Append(7);
        ((VarBinaryBuilder)builder[1]).Append("x");
        using RecordBatch batch = builder.Finish();
        db.Load(name, batch);
        db.Load(name, batch, LoadMode.Append);
        db.Load(name, batch, LoadMode.Replace);
        Assert.Equal("7|'x'", db.Read(name));
        TableModel table = Assert.Single(db.Connection.Catalog.GetTables(CatalogFilter.Tables));
        Assert.Equal(name, table.Name.Name);
        Assert.Equal([name, name + "2"], table.Columns.Select(column => column.Name));
    }

    [Fact]
    public void Columns_are_matched_by_name_and_differences_are_errors_unless_allowed()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(1);
        db.Script("CREATE TABLE t(X DOUBLE, NAME TEXT, extra INT DEFAULT 42, g AS (extra + 1))");
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Load("t", batch, LoadMode.Append));
        Assert.Contains("no column \"id\"", error.Message, StringComparison.Ordinal);
        Assert.Contains("no column \"extra\" is given", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("\"g\"", error.Message, StringComparison.Ordinal);
        LoadRequest request = new(new TableName("t"), batch.Schema, LoadMode.Append) { AllowExtraColumns = true, AllowMissingColumns = true };
        using (TableLoad load = db.Connection.BeginLoad(request))
        {
            using TableWriter writer = load.OpenWriter();
            writer.Write(batch);
            writer.Complete();
            writer.Dispose();
            load.Commit();
        }

        Assert.Equal("0|'name 0'|42|43", db.Read("t"));
    }

    [Fact]
    public void A_type_that_the_target_column_cannot_keep_is_refused_before_anything_is_written()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(1);
        db.Script("CREATE TABLE t(id DATE, name TEXT, x DOUBLE)");
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Load("t", batch, LoadMode.Append));
        Assert.Equal(ConnectorStatus.NotSupported, error.Status);
        Assert.Contains("int64", error.Message, StringComparison.Ordinal);
        Assert.Contains("DATE", error.Message, StringComparison.Ordinal);
        db.Rows("SELECT 1");
    }

    [Fact]
    public void Rejected_rows_are_named_with_row_column_value_and_reason()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(id TINYINT UNIQUE ON CONFLICT REPLACE, name TEXT NOT NULL CHECK (name <> 'bad'), x DOUBLE)");
        using RecordBatch batch = Batch((5, "a", 1), (300, "b", 1), (5, "c", 1), (6, null, 1), (7, "bad", 1), (8, "d", double.NaN), (9, "e", -0.0), (10, "f", null));
        RejectedRows rejects = new();
        LoadResult result = db.Load("t", batch, LoadMode.Append, rejects);
        Assert.Equal(2, result.RowsWritten);
        Assert.Equal(6, result.RowsRejected);
        Assert.Equal([1, 2, 3, 4, 5, 6], rejects.Rows);
        Assert.Equal("id: the value 300 lies outside -128 to 127", rejects.Reasons[0]);
        Assert.Contains("UNIQUE constraint failed: t.id", rejects.Reasons[1], StringComparison.Ordinal);
        Assert.Contains("NOT NULL constraint failed: t.name", rejects.Reasons[2], StringComparison.Ordinal);
        Assert.Contains("CHECK constraint failed", rejects.Reasons[3], StringComparison.Ordinal);
        Assert.Contains("the value NaN is NaN", rejects.Reasons[4], StringComparison.Ordinal);
        Assert.Contains("x: the value -0 ", rejects.Reasons[5], StringComparison.Ordinal);
        Assert.Equal("5|'a'|1\n10|'f'|null", db.Read("t"));
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Load("t", batch, LoadMode.Append));
        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Contains("row 0", error.Message, StringComparison.Ordinal);
        Assert.Equal("5|'a'|1\n10|'f'|null", db.Read("t"));
    }

    [Fact]
    public void A_null_for_the_rowid_and_a_row_dropped_by_a_trigger_are_rejected()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT, x DOUBLE); CREATE TRIGGER tr BEFORE INSERT ON t WHEN new.name = 'skip' BEGIN SELECT RAISE(IGNORE); END");
        using RecordBatch batch = Batch((1, "a", 1), (null, "b", 1), (3, "skip", 1));
        RejectedRows rejects = new();
        LoadResult result = db.Load("t", batch, LoadMode.Append, rejects);
        Assert.Equal((1L, 2L), (result.RowsWritten, result.RowsRejected));
        Assert.Contains("NULL", rejects.Reasons[0], StringComparison.Ordinal);
        Assert.Contains("trigger", rejects.Reasons[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_numeric_affinity_would_change_is_rejected()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(id BIGINT, name STRING, x DOUBLE)");
        using RecordBatch batch = Batch((1, "abc", 1), (2, "0123", 1), (3, " 1e5 ", 1), (4, "+", 1), (5, "-.5", 1), (6, "1 2", 1), (7, "Infinity", 1), (8, "", 1));
        RejectedRows rejects = new();
        db.Load("t", batch, LoadMode.Append, rejects);
        Assert.Equal([1, 2, 4], rejects.Rows);
        Assert.Equal("abc|text\n+|text\n1 2|text\nInfinity|text\n|text", db.Cli("select name, typeof(name) from t"));
    }

    [Fact]
    public void A_strict_table_keeps_any_value_as_it_is_and_refuses_others()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(id INT, name ANY, x REAL) STRICT");
        using RecordBatch batch = Batch((1, "0123", 1), (2, "abc", null));
        Assert.Equal(2, db.Load("t", batch, LoadMode.Append).RowsWritten);
        Assert.Equal("0123|text\nabc|text", db.Cli("select name, typeof(name) from t"));
    }

    [Fact]
    public void Nothing_of_a_load_stays_that_was_not_committed()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(100);
        db.Script("CREATE TABLE t(id BIGINT, name TEXT, x DOUBLE); INSERT INTO t VALUES (1, 'old', 1)");
        foreach (LoadMode mode in new[] { LoadMode.Append, LoadMode.Replace })
        {
            using TableLoad load = db.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, mode));
            using TableWriter writer = load.OpenWriter();
            writer.Write(batch);
            Assert.Equal("1", db.Cli("select count(*) from t"));
        }

        using (TableLoad load = db.Connection.BeginLoad(new LoadRequest(new TableName("new"), batch.Schema, LoadMode.Create)))
        {
            using TableWriter writer = load.OpenWriter();
            writer.Write(batch);
            writer.Complete();
        }

        Assert.Equal("1|'old'|1", db.Read("t"));
        Assert.Equal("t", db.Cli("select name from sqlite_schema"));
    }

    [Fact]
    public void A_writer_that_was_not_completed_does_not_count()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(10);
        using (TableLoad load = db.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create)))
        {
            using (TableWriter first = load.OpenWriter("1"))
            {
                first.Write(batch);
                Assert.Equal(10, first.Complete());
            }

            using (TableWriter second = load.OpenWriter("2"))
            {
                second.Write(batch);
            }

            Assert.Equal(10, load.Commit().RowsWritten);
        }

        Assert.Equal("10", db.Rows("SELECT count(*) FROM t"));
    }

    [Fact]
    public void A_load_takes_part_in_a_transaction_of_the_caller()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(4);
        using (Transaction transaction = db.Connection.BeginTransaction())
        {
            Assert.Throws<InvalidOperationException>(() => db.Load("t", batch));
            using (TableLoad load = db.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create) { Transaction = transaction }))
            {
                using (TableWriter writer = load.OpenWriter())
                {
                    writer.Write(batch);
                    writer.Complete();
                }

                load.Commit();
            }

            using (TableLoad undone = db.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { Transaction = transaction }))
            {
                using TableWriter writer = undone.OpenWriter();
                writer.Write(batch);
                writer.Complete();
            }

            Assert.Equal("4", db.Rows("SELECT count(*) FROM t"));
            transaction.Rollback();
        }

        Assert.Empty(db.Connection.Catalog.GetTables(CatalogFilter.Tables));
    }

    [Fact]
    public void A_definition_decides_types_keys_and_nullability()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(2);
        TableModel definition = new(new TableName("ignored"),
        [
            new ColumnModel("id", "INTEGER", new Field("id", ArrowType.Int64)) { IsNullable = false },
            new ColumnModel("name", "VARCHAR(20)", new Field("name", ArrowType.Utf8)) { IsNullable = false, Default = "'none'" },
            new ColumnModel("x", "REAL", new Field("x", ArrowType.Float64)),
        ])
        {
            PrimaryKey = new KeyModel(null, ["id"]),
            ForeignKeys = [new ForeignKeyModel(null, ["id"], new TableName("p"), [])],
        };
        db.Load("t", batch, definition: definition);
        Assert.Equal("id|INTEGER|0||1\nname|VARCHAR(20)|1|'none'|0\nx|REAL|0||0", db.Cli("select name, type, \"notnull\", dflt_value, pk from pragma_table_xinfo('t')"));
        Assert.Equal("", db.Cli("select * from pragma_foreign_key_list('t')"));
        db.Load("t", batch, LoadMode.Replace, definition: definition);
        Assert.Equal("0|'name 0'|0\n1|'name 1'|1.5", db.Read("t"));
    }

    [Fact]
    public void A_process_killed_in_mid_load_leaves_the_target_unchanged()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(id BIGINT, name TEXT, x DOUBLE); CREATE INDEX i ON t(name); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 20000) INSERT INTO t SELECT i, 'old ' || i, i FROM g");
        string before = db.Cli("select count(*), sum(id), sum(length(name)) from t");
        using RecordBatch batch = Batch([.. Enumerable.Range(0, 20_000).Select(i => ((long?)i, (string?)$"{i}{new string('x', 500)}", (double?)i))]);
        string image = db.FilePath + ".image";
        using (TableLoad load = db.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Replace)))
        {
            using TableWriter writer = load.OpenWriter();
            for (int i = 0; i < 6; i++)
            {
                writer.Write(batch);
            }

            // What a dead process leaves: the files as they are now. Another process copies them, because closing a file here would drop this process's locks.
            Assert.True(File.Exists(db.FilePath + "-journal"));
            Copy(db.FilePath, image);
            Copy(db.FilePath + "-journal", image + "-journal");
            Assert.True(new FileInfo(image).Length > 10_000_000, "some of the load must have reached the file");
        }

        using Process judge = Process.Start(new ProcessStartInfo("sqlite3", [image, "pragma integrity_check; select count(*), sum(id), sum(length(name)) from t"]) { RedirectStandardOutput = true })!;
        Assert.Equal("ok\n" + before, judge.StandardOutput.ReadToEnd().TrimEnd());
        Assert.Equal(before, db.Cli("select count(*), sum(id), sum(length(name)) from t"));
    }

    [Fact]
    public void A_cancelled_load_is_undone()
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = Batch(10);
        using CancellationTokenSource cancelled = new();
        using (TableLoad load = db.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create)))
        {
            using TableWriter writer = load.OpenWriter();
            writer.Write(batch, cancelled.Token);
            cancelled.Cancel();
            Assert.ThrowsAny<OperationCanceledException>(() => writer.Write(batch, cancelled.Token));
        }

        Assert.Empty(db.Connection.Catalog.GetTables(CatalogFilter.Tables));
    }

    [Fact]
    public void Slices_and_dictionaries_are_written_from_where_they_lie()
    {
        using TestDatabase db = TestDatabase.InMemory();
        using RecordBatch batch = Batch(10);
        using RecordBatch slice = batch.Slice(3, 2);
        db.Load("t", slice);
        Assert.Equal("3|'name 3'|4.5\n4|'name 4'|6", db.Read("t"));
        DictionaryType type = new(ArrowType.Int8, ArrowType.Int64);
        using FixedWidthBuilder<long> values = new(ArrowType.Int64);
        values.Append(100);
        values.Append(200);
        using DictionaryBuilder builder = new(type, values.Finish());
        builder.AppendIndex(1);
        builder.AppendNull();
        builder.AppendIndex(0);
        using RecordBatch dictionary = new(new Schema([new Field("d", type)]), 3, [builder.Finish()]);
        db.Load("d", dictionary);
        Assert.Equal("200\nnull\n100", db.Read("d"));
    }

    private static void Copy(string from, string to)
    {
        using Process copy = Process.Start("cp", [from, to]);
        copy.WaitForExit();
        Assert.Equal(0, copy.ExitCode);
    }

    private static RecordBatch Batch(int rows) => Batch([.. Enumerable.Range(0, rows).Select(i => ((long?)i, (string?)$"name {i}", (double?)(i * 1.5)))]);

    private static RecordBatch Batch(params (long? Id, string? Name, double? X)[] rows)
    {
        using RecordBatchBuilder builder = new(new Schema([new Field("id", ArrowType.Int64), new Field("name", ArrowType.Utf8), new Field("x", ArrowType.Float64)]));
        foreach ((long? id, string? name, double? x) in rows)
        {
            Append(builder[0], id, v => ((FixedWidthBuilder<long>)builder[0]).Append(v!.Value));
            Append(builder[1], name, v => ((VarBinaryBuilder)builder[1]).Append(v!));
            Append(builder[2], x, v => ((FixedWidthBuilder<double>)builder[2]).Append(v!.Value));
        }

        return builder.Finish();
    }

    private static void Append<T>(ArrayBuilder builder, T? value, Action<T?> append)
    {
        if (value is null)
        {
            builder.AppendNull();
        }
        else
        {
            append(value);
        }
    }
}
