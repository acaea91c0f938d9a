using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Connectors.Postgres;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests;

/// <summary>PostgreSQL's tables on their way: to other engines in the eyes of their programs, and what a plan says between two of its databases.</summary>
public sealed class PostgresTests : EndToEndTest
{
    private readonly PostgresServer _server;
    private readonly string _database;

    public PostgresTests()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        _server = PostgresServer.Shared;
        _database = _server.CreateDatabase();
    }

    protected override void Dispose(bool disposing)
    {
        _server?.DropDatabase(_database);
        base.Dispose(disposing);
    }

    [Fact]
    public void Tables_go_to_DuckDB_and_SQLite_and_are_verified()
    {
        Psql("""
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE goods (id bigint PRIMARY KEY, name varchar(20) NOT NULL, price numeric(10,2), at timestamptz, day date, tags text[], j jsonb, u uuid, m mood, n numeric, b bytea);
            INSERT INTO goods SELECT g, 'n' || g, g + 0.25, '2024-02-29 12:00:00+02', '2024-02-29', ARRAY['a', NULL], '{"a": [1, 2.50]}', '01234567-89ab-cdef-8123-456789abcdef', 'ok', 'NaN', '\x00ff'
            FROM generate_series(1, 5000) g;
            """);
        Place duck = At("duckdb", "target", "goods");
        CopyReport report = CopyTo(duck, "goods");
        Assert.Equal((5000, VerifyMode.Hash), (report.Tables[0].RowsWritten, report.Tables[0].Verified));
        Assert.Equal(
            "1,n1,1.25,2024-02-29 10:00:00+00,2024-02-29,[a, NULL],01234567-89ab-cdef-8123-456789abcdef,ok,NaN",
            string.Join(',', DuckDbJudge.Query(duck.Path, "SELECT id, name, price, \"at\"::VARCHAR, day::VARCHAR, tags::VARCHAR, u::VARCHAR, m, n FROM goods WHERE id = 1").Rows[0].Select(cell => $"{cell}")));
        Place lite = At("sqlite", "target", "goods");
        Assert.Equal(5000, CopyTo(lite, "goods").Tables[0].RowsWritten);
        Assert.Equal("1|n1|1.25|{\"a\": [1, 2.50]}|ok|NaN\n", Sqlite3Judge.Execute(lite.Path, "SELECT id, name, price, j, m, n FROM goods WHERE id = 1"));
    }

    [Fact]
    public void A_table_that_refers_to_itself_is_replaced_and_its_orphans_go_to_quarantine()
    {
        Psql("CREATE TABLE zoo (id bigint PRIMARY KEY, boss bigint CONSTRAINT works_for REFERENCES zoo); INSERT INTO zoo VALUES (7, NULL), (8, 7)");
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER PRIMARY KEY, boss INTEGER); INSERT INTO zoo VALUES (1, 3), (2, 1), (3, NULL), (4, 99), (5, 4);");
        using Database reading = source.Open();
        using Database writing = Open(_database);
        var target = CopyTarget.At(writing, new TableName("zoo"));
        Assert.Contains("works_for", Assert.Throws<ConnectorException>(() => { Copy(source.AsSource(reading), target, new CopyOptions { Mode = LoadMode.Replace }); }).Message, StringComparison.Ordinal);
        Assert.Equal("7,8", _server.Query(_database, "SELECT string_agg(id::text, ',' ORDER BY id) FROM zoo")[0][0]);
        CopyReport report = Copy(source.AsSource(reading), target, new CopyOptions { Mode = LoadMode.Replace, RejectFile = Path.Combine(Folder.Path, "rejects.arrow") });
        Assert.Equal((5, 3, 2, VerifyMode.Hash), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten, report.Tables[0].RowsRejected, report.Tables[0].Verified));
        Assert.Equal("1,2,3", _server.Query(_database, "SELECT string_agg(id::text, ',' ORDER BY id) FROM zoo")[0][0]);
        ArrowTable rejects = ArrowJudge.Read(Path.Combine(Folder.Path, "rejects.arrow"));
        Assert.Equal(2, rejects.Batches.Sum(batch => batch.RowCount));
    }

    [Fact]
    public void A_value_without_an_Arrow_form_stops_the_copy_and_goes_along_encoded()
    {
        Psql("CREATE TABLE zoo (id int PRIMARY KEY, d date); INSERT INTO zoo VALUES (1, '2024-02-29'), (2, 'infinity')");
        Place target = At("arrow", "target");
        var error = Assert.Throws<ConnectorException>(() => { CopyTo(target, "zoo"); });
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains("column \"d\", row 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("--encode", error.Message, StringComparison.Ordinal);
        CopyReport report = CopyTo(target, "zoo", new CopyOptions { Encode = ["zoo.d"] });
        Field stored = report.Tables[0].Plan.Columns[1].Stored;
        Assert.Equal((ArrowType.Binary, ExtensionNames.Opaque), (stored.Type, stored.ExtensionName));
        var unknown = Assert.Throws<ConnectorException>(() => { CopyTo(At("arrow", "other"), "zoo", new CopyOptions { Encode = ["zoo.dd"] }); });
        Assert.Contains("Did you mean \"zoo.d\"?", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_two_databases_every_column_keeps_its_native_type_exactly()
    {
        Psql("""
            CREATE TYPE mood AS ENUM ('sad', 'ok');
            CREATE TABLE zoo (id int PRIMARY KEY, t text, v varchar(7), c char(3), n numeric, n2 numeric(10,2), d date, ts timestamp(3), tm time, r int4range, m mood, jb jsonb, a int[], p point, ac aclitem);
            """);
        string second = _server.CreateDatabase();
        try
        {
            using Database source = Open(_database);
            using Database target = Open(second);
            TablePlan plan = new CopyJob(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, new TableName("zoo"))).PlanAsync(Token).AsTask().GetAwaiter().GetResult().Tables[0];
            Assert.Empty(plan.Problems);
            Assert.Equal(
                "integer, text, character varying(7), character(3), numeric, numeric(10,2), date, timestamp(3) without time zone, time without time zone, int4range, mood, jsonb, integer[], point, aclitem",
                string.Join(", ", plan.Columns.Select(column => column.TargetNativeType)));
            Assert.All(plan.Columns.SkipLast(1), column => Assert.Equal(Fidelity.Exact, column.Fidelity));
            Assert.Equal("int32 utf8 utf8 binary", string.Join(' ', plan.Columns.Take(4).Select(column => column.Stored.Type)));
            Assert.All(plan.Columns.Skip(3).SkipLast(1), column => Assert.True(source.Connector.TypeMap.IsEncoded(column.Stored), column.ToString()));
        }
        finally
        {
            _server.DropDatabase(second);
        }
    }

    [Fact]
    public void Between_two_databases_values_without_an_Arrow_form_and_users_types_arrive_as_they_are()
    {
        const string Types = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, b text); CREATE TYPE inner_mood AS (a int, m mood); CREATE DOMAIN small AS int CHECK (value < 9);";
        Psql(Types + """
            CREATE TABLE zoo (id int PRIMARY KEY, n numeric, d date, ts timestamp(3), tz timestamptz, tm time, ttz timetz, iv interval, r int4range, jb jsonb, a int[], p point, mo money, bt bit(3), ip inet,
                m mood, ms mood[], pr pair, im inner_mood, s small, tv tsvector, tq tsquery, mr nummultirange, c char(3));
            INSERT INTO zoo VALUES (1, 'NaN', 'infinity', '-infinity', 'infinity', '24:00', '24:00+02', '1 mon', '[1,2)', '{"a":  1}', '[0:1]={1,2}', '(1,2)', 12.5, B'101', '::1',
                'ok', '{sad,ok}', (1, 'y'), (1, 'ok'), 3, 'a b:1A', 'a & !b', '{[1,2),[3,4]}', 'c');
            INSERT INTO zoo (id) VALUES (2);
            """);
        string second = _server.CreateDatabase();
        try
        {
            // Other numbers for the same types.
            _server.Execute(second, "CREATE TYPE first AS ENUM ('x'); " + Types);
            using (Database source = Open(_database))
            using (Database target = Open(second))
            {
                CopyReport report = Copy(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, new TableName("zoo")));
                Assert.Equal(2, report.Tables[0].RowsWritten);
            }

            Assert.Equal(_server.Execute(_database, "SELECT * FROM zoo ORDER BY id"), _server.Execute(second, "SELECT * FROM zoo ORDER BY id"));
        }
        finally
        {
            _server.DropDatabase(second);
        }
    }

    [Fact]
    public void Between_two_databases_rows_that_are_only_counted_are_passed_on_and_a_bad_one_is_found_all_the_same()
    {
        Psql("CREATE TABLE zoo (id int, n numeric(9,2), d date); INSERT INTO zoo SELECT g, g + 0.25, 'infinity' FROM generate_series(1, 100000) g");
        string second = _server.CreateDatabase();
        try
        {
            using (Database source = Open(_database))
            using (Database target = Open(second))
            {
                var job = new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]);
                CopyReport passed = Copy(job, CopyTarget.At(target, new TableName("zoo")), new CopyOptions { Verify = VerifyMode.Count });
                Assert.Equal((true, 100_000L, 100_000L, VerifyMode.Count), (passed.Tables[0].WasPushedDown, passed.RowsWritten, passed.Tables[0].RowsRead, passed.Tables[0].Verified));
                Assert.InRange(passed.Tables[0].Bytes, 2_000_000, 5_000_000);
                _server.Execute(second, "DELETE FROM zoo; ALTER TABLE zoo ADD CHECK (id <> 70001)");
                var options = new CopyOptions { Verify = VerifyMode.Count, Mode = LoadMode.Append, Workers = 1 };
                var error = Assert.Throws<ConnectorException>(() => { Copy(job, CopyTarget.At(target, new TableName("zoo")), options); });
                Assert.Equal("23514", error.SqlState);
                Assert.Contains("row 70000", error.Message, StringComparison.Ordinal);
                Assert.Equal("0", _server.Query(second, "SELECT count(*) FROM zoo")[0][0]);
                CopyReport kept = Copy(job, CopyTarget.At(target, new TableName("zoo")), options with { RejectFile = Path.Combine(Folder.Path, "rejects.arrow") });
                Assert.Equal((false, 99_999L, 1L), (kept.Tables[0].WasPushedDown, kept.RowsWritten, kept.Tables[0].RowsRejected));
                Assert.False(Copy(job, CopyTarget.At(target, new TableName("hashed"))).Tables[0].WasPushedDown);
            }

            Assert.Equal("99999", _server.Query(second, "SELECT count(*) FROM zoo WHERE d = 'infinity' AND n = id + 0.25")[0][0]);
        }
        finally
        {
            _server.DropDatabase(second);
        }
    }

    [Fact]
    public void Everything_that_stays_behind_is_listed()
    {
        Psql("""
            CREATE EXTENSION btree_gist; CREATE TYPE mood AS ENUM ('sad'); CREATE SEQUENCE counter; CREATE VIEW v AS SELECT 1 AS one; CREATE MATERIALIZED VIEW mv AS SELECT 1 AS one;
            CREATE TABLE stay (id int PRIMARY KEY, during int4range, EXCLUDE USING gist (during WITH &&)) WITH (fillfactor = 50);
            CREATE TABLE log (day date NOT NULL, n int DEFAULT 7) PARTITION BY RANGE (day); CREATE TABLE log_1 PARTITION OF log DEFAULT; INSERT INTO log VALUES ('2024-01-01');
            CREATE TABLE base (id int); CREATE TABLE child (more text) INHERITS (base);
            """);
        using Database source = Open(_database);
        using Database target = At("duckdb", "target").Open();
        CopyPlan plan = new CopyJob(new CopySource(source), new CopyTarget(target)).PlanAsync(Token).AsTask().GetAwaiter().GetResult();
        Assert.Equal(["base", "child", "log", "stay"], plan.Tables.Select(table => table.Item.Name));
        Assert.Equal(["view public.v", "materialized view public.mv", "sequence public.counter", "type public.mood"], plan.NotCarried.OrderBy(object_ => object_.StartsWith("view", StringComparison.Ordinal) ? 0 : object_.Contains("view", StringComparison.Ordinal) ? 1 : object_.StartsWith("seq", StringComparison.Ordinal) ? 2 : 3));
        string all = string.Join('\n', plan.Tables.SelectMany(table => table.NotCarried));
        foreach (string expected in new[] { "exclusion constraint stay_during_excl", "storage options fillfactor=50", "partitions by RANGE (day)", "default of column n", "inheritance from public.base" })
        {
            Assert.Contains(expected, all, StringComparison.Ordinal);
        }
    }

    private void Psql(string script) => _server.Execute(_database, script);

    private Database Open(string database)
    {
        PostgresConnector connector = new();
        return connector.Open(connector.ParseOptions(_server.Options(database)));
    }

    private CopyReport CopyTo(Place place, string table, CopyOptions? options = null)
    {
        using Database source = Open(_database);
        using Database target = place.Open();
        return Copy(new CopySource(source, [new SourceItem(table, new TableName(table))]), CopyTarget.At(target, place.Relation), options);
    }
}
