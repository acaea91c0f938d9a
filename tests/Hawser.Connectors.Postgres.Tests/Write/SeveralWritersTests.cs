using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.Cells;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests.Write;

/// <summary>A table that a load makes is filled by several sessions, and is there with its name in one moment or not at all.</summary>
public sealed class SeveralWritersTests
{
    private const string Columns = "id: l not null\nn: i\nt: u";
    private const string Unfinished = "SELECT count(*) FROM pg_class WHERE relname LIKE 'hawser\\_load\\_%'";

    [Fact]
    public void Every_row_of_every_writer_arrives_once()
    {
        using var test = new TestDatabase();
        LoadResult result = Fill(test, Request("t", LoadMode.Create), writers: 4, rowsOfWriter: 30_000);
        Assert.Equal((120_000, 0), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(["120000", "120000", "119999"], test.Psql("SELECT count(*), count(DISTINCT id), max(id) FROM t WHERE t = 'row ' || id")[0]);
        Assert.Equal("0", test.Psql(Unfinished)[0][0]);
        Assert.Equal("0", test.Psql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")[0][0]);
        Assert.Equal("1", test.Psql($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{test.Name}' AND pid <> pg_backend_pid() AND client_port IS NOT NULL")[0][0]);
    }

    [Fact]
    public void Names_and_properties_are_those_of_a_table_that_one_writer_fills()
    {
        using var test = new TestDatabase("""
            CREATE SCHEMA one; CREATE SCHEMA "Several w";
            ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO public; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SEQUENCES TO public;
            """);
        LoadRequest request = Request("\"Order\" lines", LoadMode.Create);
        Fill(test, request with { Target = new TableName(null, "one", "\"Order\" lines"), Writers = 1 }, writers: 1, rowsOfWriter: 20);
        Fill(test, request with { Target = new TableName(null, "Several w", "\"Order\" lines") }, writers: 2, rowsOfWriter: 10);
        foreach (string question in new[]
        {
            "SELECT conname, contype, pg_get_constraintdef(oid), condeferrable FROM pg_constraint WHERE connamespace = $SCHEMA ORDER BY 1",
            "SELECT relname, relkind, relpersistence, reloptions::text, relacl::text, obj_description(oid, 'pg_class'), relchecks, relowner::regrole FROM pg_class WHERE relnamespace = $SCHEMA ORDER BY 1",
            "SELECT relname, seqstart, seqincrement, seqtypid::regtype, deptype, refobjsubid FROM pg_sequence JOIN pg_class c ON c.oid = seqrelid JOIN pg_depend d ON d.objid = c.oid AND d.refobjsubid > 0 WHERE relnamespace = $SCHEMA",
            "SELECT typname FROM pg_type WHERE typnamespace = $SCHEMA ORDER BY 1",
            "SELECT attname, atttypid::regtype, attnotnull, attidentity, col_description(c.oid, attnum), pg_get_expr(adbin, adrelid) FROM pg_class c JOIN pg_attribute a ON attrelid = c.oid LEFT JOIN pg_attrdef ON adrelid = c.oid AND adnum = attnum WHERE relkind = 'r' AND attnum > 0 AND relnamespace = $SCHEMA ORDER BY attnum",
        })
        {
            List<string> one = [.. test.Psql(question.Replace("$SCHEMA", "'one'::regnamespace", StringComparison.Ordinal)).Select(row => string.Join('|', row))];
            Assert.NotEmpty(one);
            Assert.Equal(one, test.Psql(question.Replace("$SCHEMA", "'\"Several w\"'::regnamespace", StringComparison.Ordinal)).Select(row => string.Join('|', row)));
        }

        Assert.Equal("20", test.Psql("SELECT count(*) FROM \"Several w\".\"\"\"Order\"\" lines\"")[0][0]);
    }

    [Theory]
    [InlineData("beside")]
    [InlineData("first")]
    [InlineData("all")]
    public void A_killed_session_leaves_the_target_as_it_was_and_nothing_behind(string which)
    {
        using var test = new TestDatabase("CREATE TABLE t (other text); INSERT INTO t VALUES ('old')");
        using RecordBatch batch = test.Batch(Columns, Enumerable.Range(0, 5000).Select(i => $"[{i}, 1, \"{new string('x', 200)}\"]"));
        string first = test.Query("SELECT pg_backend_pid()")[0].Trim('[', ']');
        var error = Assert.Throws<ConnectorException>(() =>
        {
            using TableLoad load = test.Connection.BeginLoad(Request("t", LoadMode.Replace) with { Allocator = test.Memory });
            using TableWriter one = load.OpenWriter("0");
            using TableWriter two = load.OpenWriter("1");
            one.Write(batch);
            two.Write(batch);
            string condition = which switch { "beside" => $"pid <> {first}", "first" => $"pid = {first}", _ => "true" };
            test.Psql($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{test.Name}' AND pid <> pg_backend_pid() AND {condition}");
            for (int i = 0; i < 200; i++)
            {
                one.Write(batch);
                two.Write(batch);
            }

            one.Complete();
            two.Complete();
        });
        Assert.True(error.Status is ConnectorStatus.Unavailable or ConnectorStatus.InputOutput, error.ToString());
        Assert.Equal(which == "beside", test.Connection.IsUsable);
        Assert.Equal(["old"], test.Rows("t"));
        Assert.Equal("0", test.Psql(Unfinished)[0][0]);
    }

    [Fact]
    public void A_load_that_is_given_up_leaves_nothing_behind()
    {
        using var test = new TestDatabase();
        using RecordBatch batch = test.Batch(Columns, "[1, 1, \"a\"]");
        using (TableLoad load = test.Connection.BeginLoad(Request("t", LoadMode.Create) with { Allocator = test.Memory }))
        {
            using TableWriter one = load.OpenWriter("0");
            using TableWriter two = load.OpenWriter("1");
            one.Write(batch);
            two.Write(batch);
            two.Complete();
        }

        Assert.Equal("0", test.Psql(Unfinished)[0][0]);
        Assert.Empty(test.Psql("SELECT 1 FROM pg_tables WHERE schemaname = 'public'"));
        Assert.Equal("0", test.Psql("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database())")[0][0]);
        Assert.Equal(20, Fill(test, Request("t", LoadMode.Create), writers: 2, rowsOfWriter: 10).RowsWritten);
    }

    [Fact]
    public void The_next_load_removes_what_a_dead_one_left_and_nothing_of_a_live_one()
    {
        using var test = new TestDatabase("CREATE SCHEMA s; CREATE TABLE a (id bigint); CREATE TABLE hawser_load_00000000000000ff (mine text)");
        using Connection other = test.Database.OpenConnection();
        using RecordBatch batch = test.Batch(Columns, "[1, 1, \"a\"]");
        using TableLoad alive = other.BeginLoad(Request("alive", LoadMode.Create) with { Allocator = test.Memory });
        using (TableWriter writer = alive.OpenWriter("0"))
        {
            writer.Write(batch);
            writer.Complete();
        }

        // What a process leaves that was killed: its table, and no session that holds the lock.
        test.Psql("CREATE TABLE s.hawser_load_00000000000000aa (LIKE a); COMMENT ON TABLE s.hawser_load_00000000000000aa IS 'hawser/1: unfinished load; when its session has gone, the next load removes it'");
        Assert.Equal(["a", "hawser_load_00000000000000ff"], test.Connection.Catalog.GetTables(new CatalogFilter()).Select(table => table.Name.Name));
        LoadResult result = test.Load("a", LoadMode.Append, "id: l", "[7]");
        Assert.Equal("the table s.hawser_load_00000000000000aa of a load that was broken off was removed", Assert.Single(result.Messages).Text);
        Assert.Equal("2", test.Psql(Unfinished)[0][0]);
        Assert.Empty(test.Load("a", LoadMode.Append, "id: l", "[8]").Messages);
        Assert.Equal(1, alive.Commit().RowsWritten);
        Assert.Equal(["1|1|a"], test.Rows("alive"));
        Assert.Empty(test.Rows("hawser_load_00000000000000ff"));
    }

    [Theory]
    [InlineData("[5, 2, \"again\"]", "23505", "duplicate key value violates unique constraint \"t_pkey\" (Key (id)=(5) is duplicated), in column \"id\"")]
    [InlineData("[70, -1, \"a\"]", "23514", "new row for relation \"t\" violates check constraint \"positive\"")]
    [InlineData("[null, 1, \"a\"]", "23502", "null value in column \"id\"")]
    [InlineData("[71, 1, \"a\\u0000b\"]", null, "holds a NUL")]
    public void A_bad_row_stops_the_load_and_is_named(string row, string? state, string text)
    {
        using var test = new TestDatabase();
        using RecordBatch good = test.Batch(Columns, Enumerable.Range(0, 50).Select(i => $"[{i}, 1, \"x\"]"));
        using RecordBatch bad = test.Batch("id: l\nn: i\nt: u", "[60, 1, \"x\"]", row);
        LoadRequest request = Request("t", LoadMode.Create);
        var error = Assert.Throws<ConnectorException>(() =>
        {
            using TableLoad load = test.Connection.BeginLoad(request with { Schema = bad.Schema, Allocator = test.Memory });
            using (TableWriter one = load.OpenWriter("0"))
            using (TableWriter two = load.OpenWriter("1"))
            {
                one.Write(good);
                one.Complete();
                two.Write(bad);
                two.Complete();
            }

            load.Commit();
        });
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hawser_load", error.Message, StringComparison.Ordinal);
        Assert.Equal(state, error.SqlState);
        Assert.Empty(test.Psql("SELECT 1 FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public void A_table_of_another_shape_is_read_until_the_new_one_is_there()
    {
        using var test = new TestDatabase("CREATE TABLE t (old text); INSERT INTO t VALUES ('old')");
        using RecordBatch batch = test.Batch(Columns, "[1, 1, \"new\"]");
        using TableLoad load = test.Connection.BeginLoad(Request("t", LoadMode.Replace) with { Allocator = test.Memory });
        using (TableWriter writer = load.OpenWriter("1"))
        {
            writer.Write(batch);
            writer.Complete();
        }

        Assert.Equal(["old"], test.Rows("t"));
        load.Commit();
        Assert.Equal(["1|1|new"], test.Rows("t"));
    }

    [Theory]
    [InlineData("CREATE VIEW v AS SELECT old FROM t", "view public.v")]
    [InlineData("DROP TABLE t; CREATE TABLE t (old text)", "made the table anew")]
    [InlineData("DROP TABLE t", "does not exist")]
    public void What_happens_to_the_table_meanwhile_is_not_undone_by_the_load(string meanwhile, string text)
    {
        using var test = new TestDatabase("CREATE TABLE t (old text)");
        using RecordBatch batch = test.Batch(Columns, "[1, 1, \"new\"]");
        using (TableLoad load = test.Connection.BeginLoad(Request("t", LoadMode.Replace) with { Allocator = test.Memory }))
        {
            using (TableWriter writer = load.OpenWriter())
            {
                writer.Write(batch);
                writer.Complete();
            }

            test.Psql(meanwhile);
            Assert.Contains(text, Assert.Throws<ConnectorException>(() => load.Commit()).Message, StringComparison.Ordinal);
        }

        Assert.Equal("0", test.Psql(Unfinished)[0][0]);
        Assert.Equal("0", test.Psql("SELECT count(*) FROM pg_attribute WHERE attname = 'n'")[0][0]);
    }

    [Fact]
    public void A_name_that_was_taken_meanwhile_is_an_error()
    {
        using var test = new TestDatabase();
        using RecordBatch batch = test.Batch(Columns, "[1, 1, \"new\"]");
        using TableLoad load = test.Connection.BeginLoad(Request("t", LoadMode.Create) with { Allocator = test.Memory });
        test.Psql("CREATE TABLE t (mine text)");
        Assert.Equal(ConnectorStatus.AlreadyExists, Assert.Throws<ConnectorException>(() => load.Commit()).Status);
        load.Dispose();
        Assert.Equal(ConnectorStatus.AlreadyExists, Assert.Throws<ConnectorException>(() => test.Connection.BeginLoad(Request("t", LoadMode.Create))).Status);
        Assert.Equal("0", test.Psql(Unfinished)[0][0]);
    }

    [Fact]
    public void Where_one_transaction_must_see_every_row_there_is_one_writer()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, n int, t text); CREATE VIEW v AS SELECT n FROM t");
        Assert.Equal(4, Writers(Request("made", LoadMode.Create)));
        Assert.Equal(1, Writers(Request("t", LoadMode.Append)));
        Assert.Equal(1, Writers(Request("t", LoadMode.Upsert)));
        Assert.Equal(1, Writers(Request("t", LoadMode.Replace)));
        Assert.Equal(1, Writers(Request("made", LoadMode.Create) with { RejectSink = new KeptRejects() }));
        LoadRequest request = Request("made", LoadMode.Create);
        TableModel definition = request.Definition!;
        Assert.Equal(1, Writers(request with { Definition = definition with { Checks = [new CheckModel(null, "n > 0")] } }));
        Assert.Equal(1, Writers(request with { Definition = definition with { Types = [new UserTypeModel(new TableName(null, "public", "mood"), UserTypeKind.Enum) { NativeType = "public.mood", Labels = ["ok"] }] } }));
        Assert.Equal(1, Writers(request with { Definition = definition with { Columns = [.. definition.Columns, new ColumnModel("no", "bigserial", new Field("no", ArrowType.Int64))] }, AllowMissingColumns = true }));
        ColumnModel address = new("t", "inet", definition.Columns[2].Field);
        Assert.Equal(1, Writers(request with { Definition = definition with { Columns = [.. definition.Columns.Take(2), address] } }));
        using (Transaction transaction = test.Connection.BeginTransaction())
        {
            Assert.Equal(1, Writers(request with { Transaction = transaction }));
        }

        test.Psql("CREATE PUBLICATION p FOR ALL TABLES");
        Assert.Equal(1, Writers(request));
        test.Psql("DROP PUBLICATION p");
        test.Connection.Execute("SET work_mem = '8MB'");
        Assert.Equal(1, Writers(request));
        Assert.Equal("0", test.Psql(Unfinished)[0][0]);

        int Writers(LoadRequest wanted)
        {
            using TableLoad load = test.Connection.BeginLoad(wanted);
            return load.MaxWriters;
        }
    }

    [Fact]
    public void A_server_without_room_for_another_session_still_takes_the_load()
    {
        Assert.SkipUnless(Server.Get().IsPrivate || PostgresServer.IsRequired, "The server is not ours to limit.");
        using var test = new TestDatabase($"GRANT ALL ON SCHEMA public TO {PostgresUsers.Scram}");
        test.Psql($"ALTER DATABASE {test.Name} CONNECTION LIMIT 2");
        using Database database = test.Open(("user", PostgresUsers.Scram), ("password", PostgresUsers.Password));
        using Connection connection = database.OpenConnection();
        using RecordBatch batch = test.Batch(Columns, "[1, 1, \"a\"]");
        using TableLoad load = connection.BeginLoad(Request("t", LoadMode.Create) with { Allocator = test.Memory });
        using (TableWriter writer = load.OpenWriter("0"))
        {
            Assert.Equal(ConnectorStatus.ResourceExhausted, Assert.Throws<ConnectorException>(() => load.OpenWriter("1")).Status);
            writer.Write(batch);
            writer.Complete();
        }

        Assert.Equal(1, load.Commit().RowsWritten);
    }

    private static LoadRequest Request(string table, LoadMode mode)
    {
        Schema schema = FieldText.Parse(Columns);
        var name = new TableName(table);
        ColumnModel[] columns =
        [
            new ColumnModel("id", "bigint", schema[0]) { IsNullable = false, Identity = new IdentityModel { Start = 1000, Increment = 2 }, Comment = "the number" },
            new ColumnModel("n", "integer", schema[1]) { Default = "7" },
            new ColumnModel("t", "text", schema[2]),
        ];
        TableModel definition = new(name, columns)
        {
            PrimaryKey = new KeyModel(null, ["id"]),
            UniqueConstraints = [new KeyModel(null, ["t", "id"]), new KeyModel("own name", ["n", "id"])],
            Checks = [new CheckModel("positive", "n > 0")],
            Comment = "It's the table",
        };
        return new LoadRequest(name, schema, mode) { Definition = definition, Writers = 4 };
    }

    private static LoadResult Fill(TestDatabase test, LoadRequest request, int writers, int rowsOfWriter)
    {
        using TableLoad load = test.Connection.BeginLoad(request with { Allocator = test.Memory });
        Parallel.For(0, writers, new ParallelOptions { MaxDegreeOfParallelism = writers }, writer =>
        {
            using TableWriter open = load.OpenWriter($"{writer}");
            using RecordBatch batch = test.Batch(Columns, Enumerable.Range(writer * rowsOfWriter, rowsOfWriter).Select(i => $"[{i}, {i + 1}, \"row {i}\"]"));
            open.Write(batch);
            Assert.Equal(rowsOfWriter, open.Complete());
        });
        return load.Commit();
    }
}
