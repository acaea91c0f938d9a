using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests.Write;

/// <summary>Rows that go from one database to another in the server's own bytes.</summary>
public sealed class RelayTests
{
    private const string Many = "SELECT g AS id, repeat('x', 500) AS pad FROM generate_series(1, 4000000) g";

    /// <summary>Types with values at their edges, each of which must arrive as it is.</summary>
    public static TheoryData<string, string> Relayed { get; } = new()
    {
        { "bool", "true, false, NULL" },
        { "int2", "-32768, 32767" },
        { "int4", "-2147483648, 2147483647" },
        { "int8", "-9223372036854775808, 9223372036854775807" },
        { "oid", "4294967295" },
        { "float4", "'NaN', '-Infinity', '-0', 1e-45" },
        { "float8", "'NaN', 'Infinity', '-0', 5e-324, 1.7976931348623157e308" },
        { "numeric", "'NaN', 1e-1000, 0.00, -1e1000" },
        { "numeric(15,2)", "'NaN', 0, 9999999999999.99" },
        { "text", "'', 'ü€𝄞', E'a\\nb'" },
        { "varchar(7)", "'seven 7'" },
        { "char(3)", "'a', ''" },
        { "name", "'n'" },
        { "bytea", "'\\x00ff', ''" },
        { "uuid", "'01234567-89ab-cdef-8123-456789abcdef'" },
        { "date", "'infinity', '-infinity', '4713-01-01 BC', '5874897-12-31'" },
        { "time", "'24:00', '00:00:00.000001'" },
        { "time(2)", "'12:34:56.78'" },
        { "timetz", "'24:00+15:59', '00:00-15:59'" },
        { "timestamp", "'infinity', '-infinity', '294276-12-31 23:59:59.999999'" },
        { "timestamptz(3)", "'infinity', '2024-02-29 12:00:00.123+02'" },
        { "interval", "'-178000000 years', '1 mon -1 day 00:00:00.000001'" },
        { "json", "'{\"a\" : 1, \"a\": 2}'" },
        { "jsonb", "'{\"b\": [1, 2.50]}'" },
        { "inet", "'::1/64', '10.0.0.1'" },
        { "cidr", "'10.0.0.0/8'" },
        { "macaddr8", "'08:00:2b:01:02:03:04:05'" },
        { "bit(5)", "B'10101'" },
        { "varbit", "B'', B'1'" },
        { "point", "'(1.5,-0)'" },
        { "polygon", "'((0,0),(1,1),(1,0))'" },
        { "tsvector", "'a:1A b:2'" },
        { "pg_lsn", "'FFFFFFFF/FFFFFFFF'" },
        { "int4[]", "'{}', '[2:3]={1,NULL}', '{{1,2},{3,4}}'" },
        { "varchar(7)[]", "'{a,NULL,\"b c\"}'" },
        { "int8range", "'empty', '(,5)', '[1,2)'" },
        { "tstzrange", "'[2024-01-01,infinity]'" },
        { "mood", "'sad', 'ok'" },
        { "mood[]", "'{ok,NULL}'" },
        { "small", "1, 9" },
    };

    /// <summary>Types of the source and the target of which one server's bytes are not what the other takes as the same value.</summary>
    public static TheoryData<string, string, string> NotRelayed { get; } = new()
    {
        { "int4", "int8", "1" },
        { "numeric(10,2)", "numeric(10,1)", "1.25" },
        { "numeric", "numeric(10,1)", "1.25" },
        { "timestamp", "timestamp(0)", "'2024-01-01 00:00:00.5'" },
        { "timestamp[]", "timestamp(0)[]", "'{2024-01-01 00:00:00.5}'" },
        { "varchar(9)", "varchar(5)", "'a     '" },
        { "text", "varchar(5)", "'a'" },
        { "money", "money", "1" },
        { "regclass", "regclass", "'pg_class'" },
        { "pair", "pair", "'(1,x)'" },
        { "pair[]", "pair[]", "'{\"(1,x)\"}'" },
        { "aclitem", "aclitem", "'postgres=r/postgres'" },
    };

    private static string Types => "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, b text); CREATE DOMAIN small AS int CHECK (VALUE < 10);";

    [Theory]
    [MemberData(nameof(Relayed))]
    public async Task A_value_arrives_as_it_is(string type, string values)
    {
        using var source = new TestDatabase($"{Types} CREATE TABLE t (id int, v {type}); INSERT INTO t SELECT row_number() OVER (), v FROM unnest(ARRAY[{values}]::text[]) v(v)".Replace("v FROM", $"v::{type} FROM", StringComparison.Ordinal));
        // Another order of making gives the users' types other numbers.
        using var target = new TestDatabase($"CREATE TABLE before (id int); {Types} CREATE TABLE t (id int, v {type})");
        PushedDownLoad? load = await RelayAsync(source, target, LoadMode.Append);
        if (type is "mood[]")
        {
            // The bytes of an array hold its items' number.
            Assert.Null(load);
            return;
        }

        List<string> expected = source.Rows("t");
        Assert.Equal((expected.Count, expected.Count), (load!.RowsRead, load.Result.RowsWritten));
        Assert.Equal(expected, target.Rows("t"));
        Assert.Equal(source.Psql($"SELECT md5(textin(record_out(t))) FROM t ORDER BY id"), target.Psql($"SELECT md5(textin(record_out(t))) FROM t ORDER BY id"));
    }

    [Theory]
    [MemberData(nameof(NotRelayed))]
    public async Task A_type_whose_bytes_may_mean_something_else_is_left_to_the_usual_way(string from, string to, string value)
    {
        using var source = new TestDatabase($"{Types} CREATE TABLE t (id int, v {from}); INSERT INTO t VALUES (1, {value})");
        using var target = new TestDatabase($"{Types} CREATE TABLE t (id int, v {to}); INSERT INTO t VALUES (0, NULL)");
        Assert.Null(await RelayAsync(source, target, LoadMode.Append, from == to ? ["id"] : ["id", "v"]));
        Assert.Equal(["0|∅"], target.Rows("t"));
        Assert.Equal("idle", StateOf(target));
    }

    [Fact]
    public async Task A_looser_column_takes_the_bytes_of_a_stricter_one()
    {
        using var source = new TestDatabase("CREATE TABLE t (a numeric(10,2), b varchar(3)); INSERT INTO t VALUES (1.50, 'abc')");
        using var target = new TestDatabase("CREATE TABLE t (a numeric, b varchar)");
        Assert.NotNull(await RelayAsync(source, target, LoadMode.Append));
        Assert.Equal(["1.50|abc"], target.Rows("t"));
    }

    [Theory]
    [InlineData("id int PRIMARY KEY", "23505")]
    [InlineData("id int CHECK (id <> 70000)", "23514")]
    public async Task A_row_that_is_refused_undoes_everything_and_is_left_to_the_usual_way(string columns, string state)
    {
        using var source = new TestDatabase("CREATE TABLE t (id int); INSERT INTO t SELECT g FROM generate_series(1, 100000) g; INSERT INTO t VALUES (70000)");
        using var target = new TestDatabase($"CREATE TABLE t ({columns}); INSERT INTO t VALUES (0)");
        Assert.Null(await RelayAsync(source, target, LoadMode.Append));
        Assert.Equal(["0"], target.Rows("t"));
        Assert.Equal("idle", StateOf(target));
        var error = Assert.Throws<ConnectorException>(() => target.Load("t", LoadMode.Append, "id: i", "[70000]", "[70000]"));
        Assert.Equal(state, error.SqlState);
    }

    [Theory]
    [InlineData(LoadMode.Create, "")]
    [InlineData(LoadMode.Append, "CREATE TABLE t (id int, pad text)")]
    [InlineData(LoadMode.Replace, "CREATE TABLE t (id int, pad text); INSERT INTO t VALUES (0, 'old')")]
    [InlineData(LoadMode.Replace, "CREATE TABLE t (other int); INSERT INTO t VALUES (0)")]
    [InlineData(LoadMode.Replace, "CREATE TABLE t (id int UNIQUE, pad text); CREATE TABLE u (id int REFERENCES t (id)); INSERT INTO t VALUES (0, 'old')")]
    [InlineData(LoadMode.Replace, "CREATE TABLE t (id int, pad text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (MINVALUE) TO (MAXVALUE); INSERT INTO t VALUES (0, 'old')")]
    [InlineData(LoadMode.Append, "CREATE TABLE t (id int, pad text) PARTITION BY RANGE (id); CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (MINVALUE) TO (MAXVALUE)")]
    public async Task Every_way_to_make_room_is_kept(LoadMode mode, string script)
    {
        using var source = new TestDatabase("CREATE TABLE t AS SELECT g AS id, repeat('x', g % 300) AS pad FROM generate_series(1, 50000) g");
        using var target = new TestDatabase(script);
        var progress = new Steps();
        PushedDownLoad? load = await RelayAsync(source, target, mode, progress: progress);
        Assert.Equal((50_000, 50_000, 0), (load!.RowsRead, load.Result.RowsWritten, load.Result.RowsRejected));
        Assert.Equal(source.Psql("SELECT count(*), sum(hashtext(t::text)) FROM t"), target.Psql("SELECT count(*), sum(hashtext(t::text)) FROM t"));
        Assert.InRange(progress.Rows, 40_000, 50_000);
        Assert.InRange(load.Bytes, progress.Bytes, progress.Bytes + 200_000);
        Assert.Equal("idle", StateOf(target));
    }

    [Fact]
    public async Task What_is_read_is_the_snapshots_moment()
    {
        using var source = new TestDatabase("CREATE TABLE t (id int); INSERT INTO t VALUES (1)");
        using var target = new TestDatabase();
        await using Snapshot snapshot = await source.Database.OpenSnapshotAsync(1, TestDatabase.Token);
        source.Psql("INSERT INTO t VALUES (2)");
        PushedDownLoad? load = await RelayAsync(source, target, LoadMode.Create, reading: snapshot.Connections[0]);
        Assert.Equal((1, "1"), (load!.RowsRead, Assert.Single(target.Rows("t"))));
        Assert.Equal(["1"], source.Read(new ScanRequest(new TableName("t")), snapshot.Connections[0]).Select(row => row.Trim('[', ']')));
    }

    [Fact]
    public async Task What_only_the_callers_session_sees_is_left_to_the_usual_way()
    {
        using var source = new TestDatabase("CREATE TABLE t (id int)");
        using var target = new TestDatabase("CREATE TABLE t (id int)");
        using Transaction transaction = source.Connection.BeginTransaction();
        source.Connection.Execute("INSERT INTO t VALUES (1)");
        Assert.Null(await RelayAsync(source, target, LoadMode.Append));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_that_breaks_off_leaves_the_target_as_it_was(bool isTarget)
    {
        using var source = new TestDatabase();
        using var target = new TestDatabase("CREATE TABLE t (id int, pad text); INSERT INTO t VALUES (0, 'old')");
        var progress = new Steps(() => source.Psql($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{(isTarget ? target : source).Name}' AND query LIKE 'COPY %'"));
        var error = await Assert.ThrowsAsync<ConnectorException>(() => RelayAsync(source, target, LoadMode.Replace, query: Many, progress: progress));
        Assert.True(error.Status is ConnectorStatus.Unavailable or ConnectorStatus.InputOutput, error.ToString());
        Assert.Equal(["0|old"], target.Rows("t"));
    }

    [Fact]
    public async Task An_error_of_the_source_is_told_as_its_own()
    {
        using var source = new TestDatabase();
        using var target = new TestDatabase("CREATE TABLE t (id int)");
        var error = await Assert.ThrowsAsync<ConnectorException>(() => RelayAsync(source, target, LoadMode.Append, query: "SELECT 1 / (100000 - g) AS id FROM generate_series(1, 200000) g"));
        Assert.Equal((ConnectorStatus.InvalidData, "22012"), (error.Status, error.SqlState));
        Assert.Empty(target.Rows("t"));
        Assert.Equal("idle", StateOf(target));
        Assert.True(source.Connection.IsUsable && target.Connection.IsUsable);
    }

    [Fact]
    public async Task It_can_be_given_up()
    {
        using var source = new TestDatabase();
        using var target = new TestDatabase("CREATE TABLE t (id int, pad text)");
        using var giveUp = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RelayAsync(source, target, LoadMode.Append, query: Many, progress: new Steps(giveUp.Cancel), cancellationToken: giveUp.Token));
        Assert.Empty(target.Rows("t"));
        Assert.Empty(source.Psql($"SELECT query FROM pg_stat_activity WHERE datname IN ('{source.Name}', '{target.Name}') AND state = 'active' AND pid <> pg_backend_pid() AND client_port IS NOT NULL"));
    }

    private static async Task<PushedDownLoad?> RelayAsync(
        TestDatabase source,
        TestDatabase target,
        LoadMode mode,
        string[]? plain = null,
        Connection? reading = null,
        string? query = null,
        IProgress<LoadProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        Relation relation = query is null ? new TableName("t") : new QueryRelation(new Statement(query));
        Schema described = (await source.Connection.DescribeAsync(relation, ReadOptions.Default, TestDatabase.Token)).Schema;
        var scan = new ScanRequest(relation) { ReadOptions = new ReadOptions { Allocator = target.Memory, EncodedColumns = described.Fields.Select(field => field.Name).Except(plain ?? []).ToHashSet() } };
        Schema schema = query is null ? (await source.Connection.DescribeAsync(relation, scan.ReadOptions, TestDatabase.Token)).Schema : described;
        var request = new LoadRequest(new TableName("t"), schema, mode) { Allocator = target.Memory, Progress = progress };
        return await target.Connection.LoadFromRelationAsync(scan, reading ?? source.Connection, request, cancellationToken);
    }

    private static string? StateOf(TestDatabase test) => test.Psql($"SELECT DISTINCT state FROM pg_stat_activity WHERE datname = '{test.Name}' AND pid <> pg_backend_pid() AND client_port IS NOT NULL")[0][0];

    private sealed class Steps(Action? first = null) : IProgress<LoadProgress>
    {
        public long Rows { get; private set; }

        public long Bytes { get; private set; }

        public void Report(LoadProgress value)
        {
            if (Rows == 0)
            {
                first?.Invoke();
            }

            Rows += value.Rows;
            Bytes += value.Bytes;
        }
    }
}
