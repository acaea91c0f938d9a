using Hawser.Arrow;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests;

public sealed class ScanTests
{
    private const string Zoo = """
        CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree;
        CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE DOMAIN percent AS numeric(5,2); CREATE TYPE pair AS (a int, b text);
        CREATE TABLE zoo (id int PRIMARY KEY, b bool, i2 smallint, i8 bigint, f4 real, f8 double precision, n numeric, n2 numeric(10,2), n50 numeric(50,5), t text, v varchar(10), c char(5),
            nm name, ci citext, by bytea, d date, ts timestamp, tz timestamptz, tm time, ttz timetz, iv interval, u uuid, j json, jb jsonb, x xml, o oid, m money, ip inet, ci4 cidr, mac macaddr,
            bt bit(3), vb bit varying, p point, tv tsvector, hs hstore, lt ltree, e mood, dm percent, cp pair, ia int[], ta text[], r int4range, mr nummultirange, tq tsquery, ac aclitem, l8 pg_lsn);
        INSERT INTO zoo VALUES (1, true, -1, 9223372036854775807, 1.5, 'NaN', 'Infinity', 12.34, 1e40, 'ünï', 'v', 'c', 'n', 'Ci', '\x00ff', '0044-03-15 BC', '2024-02-29 12:34:56.789', '2024-02-29 12:00:00+02',
            '23:59:59.999999', '12:00:00+02', '1 mon 2 days 00:00:03', '01234567-89ab-cdef-8123-456789abcdef', '{"a":  1}', '{"a":  1}', '<a/>', 4294967295, 12.5, '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03',
            B'101', B'1', '(1,2)', 'a:1 b', 'a=>1', 'x.y', 'ok', 99.5, (1, 'x'), '{1,NULL}', '{"a,b",""}', '[1,5)', '{[1,2)}', 'a & b', (current_user || '=r/' || current_user)::aclitem, '1/2');
        INSERT INTO zoo (id) VALUES (2);
        """;

    private static string KnownZoo => Server.Known(Zoo, (14, "mr nummultirange", "mr text"), (14, "'NaN', 'Infinity', 12.34", "'NaN', 'NaN', 12.34"));

    [Fact]
    public void Every_type_reads_the_same_by_copy_and_through_a_transaction()
    {
        using var test = new TestDatabase(KnownZoo);
        var scan = new ScanRequest(new TableName("zoo")) { Order = [new OrderBy("id")] };
        List<string> byCopy = test.Read(scan);
        List<string> inTransaction;
        using (test.Connection.BeginTransaction())
        {
            inTransaction = test.Read(scan);
        }

        Assert.Equal(2, byCopy.Count);
        Assert.Equal(byCopy, inTransaction);
        string[] wanted =
        [
            Server.Get().Major >= 14 ? "\"Infinity\"" : "\"NaN\"", "\"12.34\"", "\"10000000000000000000000000000000000000000.00000\"", "\"c    \"", "\"-0043-03-15\"", "\"2024-02-29T10:00:00.000000Z\"", "\"12:00:00+02\"", "\"0x0123456789abcdef8123456789abcdef\"",
            "4294967295", "\"12.50\"", "\"10.0.0.1/8\"", "\"'a':1 'b'\"", "\"\\\"a\\\"=>\\\"1\\\"\"", "\"ok\"", "\"99.50\"", "{\"a\": 1, \"b\": \"x\"}", "[1, null]", "\"[1,5)\"", "\"{[1,2)}\"", $"\"{Server.Get().User}=r/{Server.Get().User}\"",
        ];
        Assert.All(wanted, cell => Assert.Contains(cell, byCopy[0], StringComparison.Ordinal));
        Assert.Equal(test.Connection.Describe(new TableName("zoo")).Schema.Fields, test.Connection.Catalog.GetTable(new TableName("zoo")).Columns.Select(column => column.Field));
    }

    [Fact]
    public void What_the_server_says_while_it_reads_comes_with_the_reader()
    {
        using var test = new TestDatabase("""
            CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 3) g;
            CREATE FUNCTION warned(id int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN IF id = 2 THEN RAISE WARNING 'two is near its end'; END IF; RAISE NOTICE 'seen'; RETURN id; END $$;
            CREATE VIEW v AS SELECT warned(id) AS id FROM t;
            """);
        List<ServerMessage> byCopy = Said();
        using (test.Connection.BeginTransaction())
        {
            Assert.Equal(byCopy, Said());
        }

        Assert.Equal([(MessageSeverity.Notice, "seen"), (MessageSeverity.Warning, "two is near its end"), (MessageSeverity.Notice, "seen"), (MessageSeverity.Notice, "seen")], byCopy.Select(m => (m.Severity, m.Text)));
        Assert.Equal(byCopy, Said());

        List<ServerMessage> Said()
        {
            using RecordBatchReader reader = test.Connection.Read(new ScanRequest(new TableName("v")) { ReadOptions = test.Reading });
            Assert.Equal(3, TestDatabase.Rows(reader).Count);
            return [.. ((IReadOutcome)reader).Outcome.Messages];
        }
    }

    [Fact]
    public void An_encoded_column_holds_the_servers_own_bytes()
    {
        using var test = new TestDatabase("CREATE TABLE t (d date, n numeric, ts timestamp); INSERT INTO t VALUES ('infinity', 'NaN', '-infinity')");
        var scan = new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { EncodedColumns = new HashSet<string> { "d", "ts" } } };
        Assert.Equal(["[\"0x7fffffff\", \"NaN\", \"0x8000000000000000\"]"], test.Read(scan));
        Field field = test.Connection.Describe(scan.Relation, scan.ReadOptions).Schema[0];
        Assert.Equal((ArrowType.Binary, ExtensionNames.Opaque, "{\"type_name\":\"date\",\"vendor_name\":\"PostgreSQL\"}"), (field.Type, field.ExtensionName, field.ExtensionMetadata));
        var misfit = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t"))));
        Assert.Equal(ConnectorStatus.InvalidData, misfit.Status);
        Assert.Contains("column \"d\", row 0", misfit.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ConnectorException>(() => test.Read(scan with { ReadOptions = new ReadOptions { EncodedColumns = new HashSet<string> { "dd" } } }));
        Assert.Contains("Did you mean \"d\"?", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_snapshot_has_found_of_a_table_holds_for_the_same_columns_encoded()
    {
        using var test = new TestDatabase("CREATE TABLE t (d date, n int); INSERT INTO t VALUES ('2020-01-02', 7)");
        var plain = new ScanRequest(new TableName("t"));
        ScanRequest encoded = plain with { ReadOptions = new ReadOptions { EncodedColumns = new HashSet<string> { "d" } } };
        await using Snapshot snapshot = await test.Database.OpenSnapshotAsync(1, TestDatabase.Token);
        Connection reading = snapshot.Connections[0];
        Assert.Equal(["[\"2020-01-02\", 7]"], test.Read(plain, reading));
        Assert.Equal(["[\"0x00001c8a\", 7]"], test.Read(encoded, reading));
        Assert.Equal(["[7]"], test.Read(plain with { Columns = ["n"] }, reading));
    }

    [Fact]
    public void What_a_transaction_has_not_committed_is_read_in_it_however_it_was_begun()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int)");
        using (test.Connection.BeginTransaction())
        {
            test.Connection.Execute("INSERT INTO t VALUES (1)");
            Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("t"))));
        }

        Assert.Empty(test.Read(new ScanRequest(new TableName("t"))));
        test.Connection.Execute("BEGIN");
        test.Connection.Execute("INSERT INTO t VALUES (2)");
        Assert.Equal(["[2]"], test.Read(new ScanRequest(new TableName("t"))));
        test.Connection.Execute("ROLLBACK");
        test.Connection.Execute("CREATE TEMP TABLE mine (id int)");
        test.Connection.Execute("INSERT INTO mine VALUES (3)");
        Assert.Equal(["[3]"], test.Read(new ScanRequest(new TableName("mine"))));
        test.Connection.Execute("SET search_path = nowhere, public");
        Assert.Equal(["[\"nowhere, public\"]"], test.Read(new ScanRequest(new QueryRelation(new Statement("SELECT current_setting('search_path')")))));
    }

    [Fact]
    public void Columns_filters_orders_limits_and_queries_are_the_servers_work()
    {
        using var test = new TestDatabase("CREATE SCHEMA \"S x\"; CREATE TABLE \"S x\".\"T\"\"y\" (id int, \"na me\" text); INSERT INTO \"S x\".\"T\"\"y\" SELECT g, 'n' || g FROM generate_series(1, 9) g");
        var table = new TableName(null, "S x", "T\"y");
        Assert.Equal(["[\"n9\", 9]", "[\"n8\", 8]"], test.Read(new ScanRequest(table) { Columns = ["na me", "id"], Filter = "id > 3 -- all", Order = [new OrderBy("id", Descending: true)], Limit = 2 }));
        var query = new QueryRelation(Statement.With("SELECT id * 2 AS twice FROM \"S x\".\"T\"\"y\" WHERE id < $1 ORDER BY 1 DESC;", 3));
        Assert.Equal(["[4]", "[2]"], test.Read(new ScanRequest(query)));
        Assert.Equal(["[4]"], test.Read(new ScanRequest(query) { Filter = "twice > 2" }));
        Assert.Equal(9, test.Connection.CountRowsAsync(new ScanRequest(table), TestDatabase.Token).AsTask().GetAwaiter().GetResult());
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(table) { Columns = ["nope"] })).Status);
        var missing = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("T\"yy"))));
        Assert.Equal(ConnectorStatus.NotFound, missing.Status);
        Assert.Contains("Did you mean \"S x.T\"y\"?", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Heirs_and_generated_columns_are_read_as_a_select_reads_them()
    {
        Server.Needs(12, "generated columns");
        using var test = new TestDatabase("""
            CREATE TABLE plain (id int, "na me" text, gone int); ALTER TABLE plain DROP COLUMN gone; INSERT INTO plain VALUES (1, 'x');
            CREATE TABLE parent (id int); CREATE TABLE heir (more int) INHERITS (parent); INSERT INTO parent VALUES (1); INSERT INTO heir VALUES (2, 3);
            CREATE TABLE made (id int, twice int GENERATED ALWAYS AS (id * 2) STORED); INSERT INTO made VALUES (4);
            CREATE MATERIALIZED VIEW seen AS SELECT id FROM made; CREATE VIEW shown AS SELECT * FROM plain;
            """);
        Assert.Equal(["[1, \"x\"]"], test.Read(new ScanRequest(new TableName("plain"))));
        Assert.Equal(["[\"x\", 1]"], test.Read(new ScanRequest(new TableName("plain")) { Columns = ["na me", "id"] }));
        Assert.Equal(["[1]", "[2]"], test.Read(new ScanRequest(new TableName("parent"))).Order());
        Assert.Equal(["[2, 3]"], test.Read(new ScanRequest(new TableName("heir"))));
        Assert.Equal(["[4, 8]"], test.Read(new ScanRequest(new TableName("made"))));
        Assert.Equal(["[4]"], test.Read(new ScanRequest(new TableName("seen"))));
        Assert.Equal(["[1, \"x\"]"], test.Read(new ScanRequest(new TableName("shown"))));
    }

    [Theory]
    [InlineData("t", "ctid")]
    [InlineData("parted", "key")]
    [InlineData("seen", "key")]
    public void Partitions_in_a_snapshot_are_disjoint_and_whole_while_others_write(string table, string kind)
    {
        Server.Needs(11, "primary keys of partitioned tables");
        using var test = new TestDatabase("""
            CREATE TABLE t (id int PRIMARY KEY, pad text); INSERT INTO t SELECT g, repeat('x', 500) FROM generate_series(1, 20000) g;
            CREATE TABLE parted (id int PRIMARY KEY, pad text) PARTITION BY RANGE (id); CREATE TABLE p1 PARTITION OF parted FOR VALUES FROM (0) TO (10000); CREATE TABLE p2 PARTITION OF parted DEFAULT;
            INSERT INTO parted SELECT * FROM t; CREATE VIEW seen AS SELECT id, pad FROM t WHERE id > 0; ANALYZE;
            """);
        Snapshot snapshot = test.Database.OpenSnapshotAsync(3, TestDatabase.Token).AsTask().GetAwaiter().GetResult();
        Assert.Equal((3, Consistency.Shared), (snapshot.Connections.Count, snapshot.Consistency));
        test.Psql($"UPDATE {table} SET pad = 'y' WHERE id % 3 = 0; DELETE FROM {table} WHERE id % 3 = 1; INSERT INTO {table} SELECT g, 'z' FROM generate_series(30001, 31000) g");
        var scan = new ScanRequest(new TableName(table)) { Columns = ["id"] };
        IReadOnlyList<Partition> partitions = snapshot.Connections[0].Partition(scan, 3);
        Assert.Equal(3, partitions.Count);
        Assert.All(partitions, partition => Assert.StartsWith(Server.Get().Major >= 14 ? kind : "key", partition.Token, StringComparison.Ordinal));
        var ids = new List<string>();
        for (int i = 0; i < 3; i++)
        {
            var readBack = new Partition(partitions[i].Id, new string(partitions[i].Token));
            List<string> share = test.Read(scan with { Partition = readBack }, snapshot.Connections[i]);
            Assert.InRange(share.Count, 3000, 10000);
            ids.AddRange(share);
        }

        Assert.Equal(20000, ids.Distinct().Count());
        Assert.Equal(20000, ids.Count);
        Assert.DoesNotContain("[30001]", ids);
        snapshot.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    [Theory]
    [InlineData("SELECT id, pad FROM t LIMIT 10000")]
    [InlineData("SELECT id, row_number() OVER () AS n FROM t")]
    [InlineData("SELECT id + 0 AS id FROM t")]
    [InlineData("SELECT id AS renamed FROM t")]
    [InlineData("SELECT t.id FROM t JOIN o USING (id)")]
    [InlineData("SELECT DISTINCT id FROM t")]
    [InlineData("SELECT name FROM texts")]
    [InlineData("SELECT a, b FROM pairs")]
    public void A_view_without_an_integer_key_of_one_table_is_read_by_one(string view)
    {
        using var test = new TestDatabase($"""
            CREATE TABLE t (id int PRIMARY KEY, pad text); INSERT INTO t SELECT g, 'x' FROM generate_series(1, 1000) g; CREATE TABLE o (id int PRIMARY KEY);
            CREATE TABLE texts (name text COLLATE "C" PRIMARY KEY); CREATE TABLE pairs (a int, b int, PRIMARY KEY (a, b));
            CREATE VIEW v AS {view};
            """);
        Assert.Equal("all", Assert.Single(test.Connection.Partition(new ScanRequest(new TableName("v")), 4)).Id);
    }

    [Fact]
    public void Ranges_of_keys_hold_every_row_however_they_lie()
    {
        using var test = new TestDatabase("""
            CREATE TABLE t (id bigint PRIMARY KEY); INSERT INTO t SELECT g FROM generate_series(1, 500) g; INSERT INTO t VALUES (-9000000000), (9000000000000);
            CREATE VIEW v AS SELECT id FROM t; CREATE TABLE none (id int PRIMARY KEY); CREATE VIEW empty_view AS SELECT id FROM none;
            """);
        var scan = new ScanRequest(new TableName("v"));
        IReadOnlyList<Partition> partitions = test.Connection.Partition(scan, 5);
        Assert.Equal(5, partitions.Count);
        List<string> rows = [.. partitions.SelectMany(partition => test.Read(scan with { Partition = partition }))];
        Assert.Equal((502, 502), (rows.Count, rows.Distinct().Count()));
        Assert.Single(test.Connection.Partition(new ScanRequest(new TableName("empty_view")), 5));
        Assert.Equal("\"id\" < 5 OR \"id\" IS NULL", PartitionToken.ToCondition(PartitionToken.OfKeys("id", null, 5)));
    }

    [Fact]
    public void A_database_that_is_opened_read_only_is_not_changed_by_any_way_to_it()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        using Database database = test.Open(("read_only", "true"));
        using Connection connection = database.OpenConnection();
        Refuses(() => connection.Execute("DELETE FROM t"));
        connection.Reset();
        Refuses(() => connection.Execute("DELETE FROM t"));
        Refuses(() => test.Read(new ScanRequest(new QueryRelation(new Statement("DELETE FROM t RETURNING id"))), connection));
        using (connection.BeginTransaction(TransactionIsolation.Serializable))
        {
            Refuses(() => connection.Execute("DROP TABLE t"));
        }

        Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("t")), connection));
        Assert.Equal(["1"], test.Psql("SELECT count(*) FROM t")[0]);

        static void Refuses(Action change)
        {
            var error = Assert.Throws<ConnectorException>(change);
            Assert.Equal((ConnectorStatus.PermissionDenied, "25006"), (error.Status, error.SqlState));
        }
    }

    [Theory]
    [InlineData("ctid 0 1); DROP TABLE t; --")]
    [InlineData("key 2229 0 1 x")]
    [InlineData("key zz 0 1")]
    [InlineData("1 = 1")]
    public void A_token_from_outside_can_say_nothing_else(string token)
    {
        var scan = new ScanRequest(new TableName("t")) { Partition = new Partition("x", token) };
        Assert.Equal(ConnectorStatus.InvalidConfiguration, Assert.Throws<ConnectorException>(() => PostgresDialect.Instance.Select(scan)).Status);
    }
}
