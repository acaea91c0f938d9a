using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Tests.Support;

namespace Hawser.Connectors.Sqlite.Tests;

public sealed class ReadingTests
{
    [Theory]
    [InlineData("INTEGER", "9223372036854775807", "int64", "9223372036854775807")]
    [InlineData("INT", "-1", "int64", "-1")]
    [InlineData("UNSIGNED BIG INT", "9223372036854775807", "uint64", "9223372036854775807")]
    [InlineData("TINYINT", "-128", "int8", "-128")]
    [InlineData("SMALLINT", "32767", "int16", "32767")]
    [InlineData("MEDIUMINT", "2147483647", "int32", "2147483647")]
    [InlineData("POINT", "7", "int64", "7")]
    [InlineData("BOOLEAN", "1", "bool", "true")]
    [InlineData("BOOL", "0", "bool", "false")]
    [InlineData("REAL", "1", "float64", "1")]
    [InlineData("DOUBLE PRECISION", "1e300", "float64", "1E+300")]
    [InlineData("FLOAT", "9e999", "float64", "Infinity")]
    [InlineData("VARCHAR(10)", "'longer than ten'", "utf8", "'longer than ten'")]
    [InlineData("NATIVE CHARACTER(70)", "'ß'", "utf8", "'ß'")]
    [InlineData("CLOB", "''", "utf8", "''")]
    [InlineData("TEXT", "12", "utf8", "'12'")]
    [InlineData("BLOB", "x'00ff'", "binary", "00ff")]
    [InlineData("VARBINARY(4)", "zeroblob(3)", "binary", "000000")]
    [InlineData("DATE", "'2024-02-29'", "date32", "2024-02-29")]
    [InlineData("TIME", "'23:59:59.999'", "time64[us]", "23:59:59.999000")]
    [InlineData("DATETIME", "'2024-02-29 01:02:03'", "timestamp[us]", "2024-02-29T01:02:03.000000")]
    [InlineData("TIMESTAMP", "'2024-02-29 01:02:03.123456'", "timestamp[us]", "2024-02-29T01:02:03.123456")]
    [InlineData("TIMESTAMP(3)", "'2024-02-29 01:02:03.123'", "timestamp[ms]", "2024-02-29T01:02:03.123")]
    [InlineData("TIMESTAMP WITH TIME ZONE", "'2024-02-29 01:02:03+00:00'", "timestamp[us, UTC]", "2024-02-29T01:02:03.000000Z")]
    [InlineData("DECIMAL(10,2)", "12.5", "decimal128(10, 2)", "12.50")]
    [InlineData("DECIMAL(10,2)", "'-0.10'", "decimal128(10, 2)", "-0.10")]
    [InlineData("NUMERIC(5)", "99999", "decimal128(5, 0)", "99999")]
    [InlineData("DECIMAL(20,2)", "0.1", "decimal128(20, 2)", "0.10")]
    [InlineData("DECIMAL_TEXT(38,10)", "'1.0000000001'", "decimal128(38, 10)", "1.0000000001")]
    [InlineData("JSON", "'{\"a\":1}'", "utf8", "'{\"a\":1}'")]
    [InlineData("JSON", "'12'", "utf8", "'12'")]
    [InlineData("JSON", "'1.5'", "utf8", "'1.5'")]
    [InlineData("UUID", "'01234567-89ab-cdef-8123-456789abcdef'", "fixed_size_binary(16)", "01234567-89ab-cdef-8123-456789abcdef")]
    [InlineData("", "5", "int64", "5")]
    [InlineData("", "'five'", "utf8", "'five'")]
    [InlineData("", "NULL", "null", "null")]
    [InlineData("MONEY", "5.25", "float64", "5.25")]
    [InlineData("NUMERIC", "5", "int64", "5")]
    [InlineData("STRING", "'abc'", "utf8", "'abc'")]
    public void A_declared_type_decides(string declared, string literal, string arrow, string value)
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script($"CREATE TABLE t(c {declared}); INSERT INTO t VALUES ({literal})");
        Assert.Equal(arrow, db.SchemaOf("t")[0].Type.ToString());
        Assert.Equal(value, db.Read("t"));
    }

    [Theory]
    [InlineData("INTEGER", "'abc'", "text \"abc\" does not fit int64")]
    [InlineData("INTEGER", "1.5", "real 1.5 does not fit int64")]
    [InlineData("TINYINT", "128", "integer 128 does not fit int8")]
    [InlineData("UNSIGNED BIG INT", "-1", "integer -1 does not fit uint64")]
    [InlineData("BOOLEAN", "2", "integer 2 does not fit bool")]
    [InlineData("BOOLEAN", "'true'", "text \"true\" does not fit bool")]
    [InlineData("REAL", "'1,5'", "text \"1,5\" does not fit float64")]
    [InlineData("TEXT", "x'41'", "blob X'41' of 1 bytes does not fit utf8")]
    [InlineData("TEXT", "CAST(x'ff41' AS TEXT)", "text that is no valid UTF-8 X'FF41' of 2 bytes does not fit utf8")]
    [InlineData("BLOB", "'text'", "text \"text\" does not fit binary")]
    [InlineData("DATE", "'2024-2-29'", "text \"2024-2-29\" does not fit date32")]
    [InlineData("DATE", "'2023-02-29'", "text \"2023-02-29\" does not fit date32")]
    [InlineData("DATE", "1700000000", "integer 1700000000 does not fit date32")]
    [InlineData("DATETIME", "'2024-02-29T01:02:03'", "does not fit timestamp[us]")]
    [InlineData("DATETIME", "'2024-02-29 01:02:03.1234567'", "does not fit timestamp[us]")]
    [InlineData("DECIMAL(10,2)", "0.125", "real 0.125 does not fit decimal128(10, 2)")]
    [InlineData("DECIMAL(4,2)", "100", "integer 100 does not fit decimal128(4, 2)")]
    [InlineData("DECIMAL(10,2)", "'n/a'", "text \"n/a\" does not fit decimal128(10, 2)")]
    [InlineData("JSON", "'{'", "text \"{\" does not fit arrow.json")]
    [InlineData("UUID", "'01234567-89AB-CDEF-8123-456789ABCDEF'", "does not fit arrow.uuid")]
    [InlineData("INTERVAL", "'1 day'", "does not fit month_day_nano_interval")]
    public void A_value_that_does_not_fit_is_named_with_table_column_and_rowid(string declared, string literal, string message)
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script($"CREATE TABLE \"my table\"(id INTEGER PRIMARY KEY, \"the col\" {declared}); INSERT INTO \"my table\" VALUES (5, NULL), (17, {literal})");
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Read("my table"));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains("my table", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Contains("in column \"the col\", rowid 17", error.Message, StringComparison.Ordinal);
        Assert.Contains("--types scan", error.Message, StringComparison.Ordinal);
        Assert.Equal("5|null", db.Rows("SELECT * FROM \"my table\" WHERE id = 5"));
    }

    [Fact]
    public void The_rowid_of_a_misfit_is_right_though_an_index_orders_rows_otherwise()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a INT, b INT); CREATE INDEX i ON t(b DESC); INSERT INTO t VALUES (1, 1), (2, 2), ('x', 3), (4, 4), (5, 5)");
        Assert.Contains("column \"a\", rowid 3", Assert.Throws<ConnectorException>(() => db.Read("t")).Message, StringComparison.Ordinal);
        ScanRequest some = new(new TableName("t")) { Columns = ["a"], Filter = "b > 1", Order = [new OrderBy("b", Descending: true)] };
        Assert.Contains("column \"a\", rowid 3", Assert.Throws<ConnectorException>(() => db.Read(some)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_first_pass_decided_is_forgotten_when_data_or_schema_change()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(a); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT a + 1 AS x FROM t");
        Assert.Equal("2", db.Read("v"));
        db.Script("DROP VIEW v; CREATE VIEW v AS SELECT 'text' AS x FROM t");
        Assert.Equal("'text'", db.Read("v"));
        db.Script("UPDATE t SET a = 'b'");
        Assert.Equal("'b'", db.Read("t"));
        db.Cli("UPDATE t SET a = 1.5");
        Assert.Equal("1.5", db.Read("t"));
    }

    [Theory]
    [InlineData("INTEGER", "1, 'abc'", "utf8", "'1'\n''abc''")]
    [InlineData("INTEGER", "1, 2.5", "float64", "1\n2.5")]
    [InlineData("INTEGER", "9007199254740993, 2.5", "utf8", "'9007199254740993'\n'2.5'")]
    [InlineData("TINYINT", "1, 300", "int64", "1\n300")]
    [InlineData("BOOLEAN", "1, 0", "bool", "true\nfalse")]
    [InlineData("BOOLEAN", "1, 2", "int64", "1\n2")]
    [InlineData("DATE", "'2024-01-01', 'soon'", "utf8", "'2024-01-01'\n'soon'")]
    [InlineData("DATE", "'2024-01-01', NULL", "date32", "2024-01-01\nnull")]
    [InlineData("TEXT", "'a', x'00'", "utf8", "''a''\n'X'00''")]
    [InlineData("TEXT", "'a', CAST(x'ff' AS TEXT)", "utf8", "''a''\n'CAST(X'FF' AS TEXT)'")]
    [InlineData("BLOB", "x'00', x'01'", "binary", "00\n01")]
    [InlineData("", "1, NULL", "int64", "1\nnull")]
    [InlineData("REAL", "9e999, -9e999", "float64", "Infinity\n-Infinity")]
    public void Scanning_decides_by_the_values(string declared, string literals, string arrow, string rows)
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script($"CREATE TABLE t(c {declared}); INSERT INTO t VALUES {string.Join(", ", literals.Split(", ").Select(l => $"({l})"))}");
        Assert.Equal(arrow, db.SchemaOf("t", TypeMode.Scan)[0].Type.ToString());
        Assert.Equal(rows, db.Read("t", TypeMode.Scan));
    }

    [Fact]
    public void A_column_of_mixed_storage_classes_goes_to_another_table_and_is_the_same()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(c); INSERT INTO t VALUES (1), (1.0), (-0.0), ('1'), (x'31'), (NULL), (9e999), ('it''s'), (''), (x''), (9223372036854775807), (0.1), (CAST(x'ff00' AS TEXT)), ('a' || char(0) || 'b')");
        using (RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("t"))))
        {
            Assert.Equal(ExtensionNames.Opaque, reader.Schema[0].ExtensionName);
            using RecordBatch batch = reader.ReadNext()!;
            reader.Dispose();
            db.Load("u", batch);
        }

        Assert.Equal(db.Cli("select typeof(c), hex(c), quote(c) from t"), db.Cli("select typeof(c), hex(c), quote(c) from u"));
        Assert.Equal("CREATE TABLE \"u\" (\n  \"c\"\n)", db.Cli("select sql from sqlite_schema where name = 'u'"));
    }

    [Fact]
    public void An_expression_is_decided_by_a_first_pass_over_few_and_over_many_rows()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(i INTEGER); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 20000) INSERT INTO t SELECT i FROM g");
        using QueryResult result = db.Connection.Query("SELECT i + 1, CASE WHEN i < 19999 THEN NULL ELSE 'late' END, i / 2.0 FROM t");
        Assert.Equal(["int64", "utf8", "float64"], result.Reader.Schema.Fields.Select(field => field.Type.ToString()));
        string[] rows = Table.Text(result.Reader).Split('\n');
        Assert.Equal(20000, rows.Length);
        Assert.Equal("20001|'late'|10000", rows[^1]);
        result.Dispose();
        Assert.Equal("2", db.Rows("SELECT 1 + 1"));
        Assert.Equal("null", db.Rows("SELECT NULL"));
        Assert.Equal("", db.Rows("SELECT 1 WHERE 0"));
    }

    [Theory]
    [InlineData("UTF-8")]
    [InlineData("UTF-16le")]
    [InlineData("UTF-16be")]
    public void A_database_of_any_encoding_reads_the_same(string encoding)
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script($"PRAGMA encoding = '{encoding}'; CREATE TABLE t(\"ü\" TEXT, d DATE, j JSON, x); INSERT INTO t VALUES ('日本🚢' || char(0) || 'é', '2024-02-29', '[\"ß\"]', 'ø'), ('', NULL, NULL, 5)");
        db.Connection.Reset();
        Assert.Equal("'日本🚢\0é'|2024-02-29|'[\"ß\"]'|''ø''\n''|null|null|'5'", db.Read("t"));
        using (RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("t"))))
        using (RecordBatch batch = reader.ReadNext()!)
        {
            reader.Dispose();
            db.Load("u", batch);
        }

        Assert.Equal(db.Read("t"), db.Read("u"));
        Assert.Equal(db.Cli("select hex(\"ü\") from t"), db.Cli("select hex(\"ü\") from u"));
    }

    [Fact]
    public void A_lone_surrogate_in_a_utf_16_database_is_an_error_not_a_replacement()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("PRAGMA encoding = 'UTF-16le'; CREATE TABLE t(c TEXT); INSERT INTO t VALUES (CAST(x'00D8' AS TEXT))");
        db.Connection.Reset();
        Assert.Throws<ConnectorException>(() => db.Read("t"));
    }

    [Fact]
    public void Nullability_follows_the_declaration()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("""
            CREATE TABLE a(id INTEGER PRIMARY KEY, n TEXT NOT NULL, m TEXT);
            CREATE TABLE b(x TEXT, y INT, PRIMARY KEY (x, y)) WITHOUT ROWID;
            CREATE TABLE c(x TEXT PRIMARY KEY);
            CREATE TABLE d(x INTEGER PRIMARY KEY DESC);
            CREATE VIEW v AS SELECT id FROM a;
            """);
        Assert.Equal([false, false, true], db.SchemaOf("a").Fields.Select(field => field.IsNullable));
        Assert.Equal([false, false], db.SchemaOf("b").Fields.Select(field => field.IsNullable));
        Assert.True(db.SchemaOf("c")[0].IsNullable);
        Assert.True(db.SchemaOf("d")[0].IsNullable);
        Assert.True(db.SchemaOf("v")[0].IsNullable);
    }

    [Fact]
    public void Columns_filter_order_and_limit_are_obeyed_and_unknown_columns_refused()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a INT, \"b\"\"c\" TEXT, g INT GENERATED ALWAYS AS (a * 2) VIRTUAL); INSERT INTO t(a, \"b\"\"c\") VALUES (1, 'x'), (2, 'y'), (3, 'z')");
        ScanRequest request = new(new TableName("t")) { Columns = ["b\"c", "g"], Filter = "a > 1", Order = [new OrderBy("a", Descending: true)], Limit = 1 };
        Assert.Equal("'z'|6", db.Read(request));
        Assert.Equal("1|'x'|2\n2|'y'|4\n3|'z'|6", db.Read("T"));
        ConnectorException error = Assert.Throws<ConnectorException>(() => db.Read(request with { Columns = ["nosuch"] }));
        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        QueryRelation query = new(Statement.With("SELECT a, a * ? AS twice FROM t", 10));
        Assert.Equal("20\n30", db.Read(new ScanRequest(query) { Columns = ["twice"], Filter = "a > 1" }));
        Assert.Throws<ConnectorException>(() => db.Read(new ScanRequest(query) { Columns = ["nosuch"] }));
        Assert.Equal(2, db.Connection.CountRowsAsync(new ScanRequest(query) { Filter = "twice > 10" }).AsTask().GetAwaiter().GetResult());
    }

    [Fact]
    public void Batches_end_by_rows_and_by_bytes_and_stay_valid()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a INT, b TEXT); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 1000) INSERT INTO t SELECT i, printf('%.*c', 1000, 'x') FROM g");
        List<RecordBatch> batches = [];
        using (RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { BatchRows = 300, BatchBytes = 100_000 } }))
        {
            while (reader.ReadNext() is { } batch)
            {
                batches.Add(batch);
            }

            Assert.Null(reader.ReadNext());
        }

        Assert.All(batches.SkipLast(1), batch => Assert.Equal(100, batch.RowCount));
        Assert.Equal(1000, batches.Sum(batch => batch.RowCount));
        Assert.Equal(201, batches[2][0].Values<long>()[0]);
        batches.ForEach(batch => batch.Dispose());
    }

    [Fact]
    public void A_description_says_what_reading_gives()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(id INTEGER PRIMARY KEY, d DECIMAL(5,2), u, w \"odd type\"); INSERT INTO t VALUES (1, 1.5, 'x', 2)");
        RelationDescription table = db.Connection.Describe(new TableName("t"));
        Assert.Equal(db.SchemaOf("t"), table.Schema);
        Assert.Equal(["INTEGER", "DECIMAL(5,2)", "", "odd type"], table.Columns.Select(column => column.NativeType));
        Assert.Equal("b: int64", db.Connection.Describe(new QueryRelation(new Statement("SELECT id AS b FROM t"))).Schema.ToString());
        Assert.Throws<ConnectorException>(() => db.Connection.Describe(new QueryRelation(new Statement("DELETE FROM t RETURNING id + 1"))));
        Assert.Equal("1", db.Rows("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Partitions_hold_every_row_once_in_the_same_types()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(a INT, b); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 250000) INSERT INTO t SELECT i, CASE WHEN i < 249999 THEN i ELSE 'text' END FROM g; DELETE FROM t WHERE a % 7 = 0");
        ScanRequest request = new(new TableName("t")) { Columns = ["b", "a"], Filter = "a > 10" };
        IReadOnlyList<Partition> partitions = db.Connection.Partition(request, 4);
        Assert.Equal(4, partitions.Count);
        Snapshot snapshot = db.Database.OpenSnapshotAsync(2).AsTask().GetAwaiter().GetResult();
        Assert.Equal(Consistency.Shared, snapshot.Consistency);
        List<string> rows = [];
        foreach (Partition partition in partitions)
        {
            using RecordBatchReader reader = snapshot.Connections[rows.Count % 2].Read(request with { Partition = partition });
            Assert.Equal(ExtensionNames.Opaque, reader.Schema[0].ExtensionName);
            rows.AddRange(Table.Text(reader).Split('\n'));
        }

        snapshot.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Assert.Equal(db.Read(request).Split('\n'), rows);
        Assert.Single(db.Connection.Partition(request with { Limit = 5 }, 4));
    }
}
