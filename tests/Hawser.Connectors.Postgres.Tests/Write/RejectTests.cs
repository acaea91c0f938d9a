using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing;

namespace Hawser.Connectors.Postgres.Tests.Write;

public sealed class RejectTests
{
    private const string Table = """
        CREATE TABLE other (id bigint PRIMARY KEY); INSERT INTO other VALUES (1);
        CREATE TABLE t (id bigint PRIMARY KEY, qty smallint CHECK (qty < 1000), name varchar(5) NOT NULL DEFAULT '', n numeric(6,2), ref bigint REFERENCES other, j json, day date);
        INSERT INTO t (id) VALUES (-1);
        """;

    private const string Schema = "id: l\nqty: i\nname: u\nn: d:10,4\nref: l\nj: u\nday: tdD";

    /// <summary>A bad row, what is said about it, and the column that is named.</summary>
    public static TheoryData<string, string, string?> Bad { get; } = new()
    {
        { "[-1, 1, \"a\", 1, 1, null, null]", "duplicate key value", "id" },
        { "[null, 1, \"a\", 1, 1, null, null]", "not-null constraint", "id" },
        { "[5000, 1000, \"a\", 1, 1, null, null]", "check constraint", null },
        { "[5000, 40000, \"a\", 1, 1, null, null]", "the value 40000 lies outside -32768 to 32767", "qty" },
        { "[5000, 1, \"a\\u0000b\", 1, 1, null, null]", "NUL", "name" },
        { "[5000, 1, \"abc   \", 1, 1, null, null]", "longer than 5 characters", "name" },
        { "[5000, 1, \"a\", \"1.2345\", 1, null, null]", "behind the column's scale", "n" },
        { "[5000, 1, \"a\", \"99999\", 1, null, null]", "numeric field overflow", "n" },
        { "[5000, 1, \"a\", 1, 2, null, null]", "foreign key constraint", "ref" },
        { "[5000, 1, \"a\", 1, 1, \"{bad\", null]", "invalid input syntax for type json", "j" },
        { "[5000, 1, \"a\", 1, 1, null, -2500000]", "lies outside 4714-11-24 BC", "day" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_row_stops_the_load_at_its_place_or_goes_to_the_sink(string bad, string reason, string? column)
    {
        const int Rows = 300, At = 217;
        using var test = new TestDatabase(Table);
        using RecordBatch batch = test.Batch(Schema, Enumerable.Range(0, Rows).Select(i => i == At ? bad : $"[{i}, 1, \"ünï\", \"1.25\", 1, \"{{}}\", \"2024-02-29\"]"));
        using RecordBatch first = batch.Slice(0, 100), second = batch.Slice(100, 200);
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { AllowMissingColumns = true };
        var error = Assert.Throws<ConnectorException>(() => test.Load(request, first, second));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("row 217", error.Message, StringComparison.Ordinal);
        Assert.Contains(column is null ? "load into t" : $"column \"{column}\"", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", test.Psql("SELECT count(*) FROM t")[0][0]);

        var rejects = new KeptRejects();
        Assert.Equal(new LoadResult(Rows - 1, 1), test.Load(request with { RejectSink = rejects }, first, second) with { Messages = [] });
        Assert.StartsWith("217: [", Assert.Single(rejects.Rows), StringComparison.Ordinal);
        Assert.Equal(column, rejects.Reports[0].Column);
        Assert.Contains(reason, rejects.Reports[0].Reason, StringComparison.Ordinal);
        Assert.Equal($"{Rows}", test.Psql("SELECT count(*) FROM t")[0][0]);
    }

    [Fact]
    public void A_time_that_could_not_be_read_back_is_not_written()
    {
        using var test = new TestDatabase("CREATE TABLE t (tm time)");
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, "tm: ttu", "[86399999999]", "[86400000000]"));
        Assert.Contains("lies outside what PostgreSQL keeps", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
        Assert.Equal("0", test.Psql("SELECT count(*) FROM t")[0][0]);
    }

    [Fact]
    public void Every_bad_row_among_many_is_found_and_all_others_are_written()
    {
        using var test = new TestDatabase(Table);
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        var expected = new List<int>();
        IEnumerable<string> rows = Enumerable.Range(0, 20_000).Select(i =>
        {
            int kind = random.Next(200);
            if (kind < 4)
            {
                expected.Add(i);
            }

            return $"[{(kind == 0 ? -1 : i)}, {(kind == 1 ? 70_000 : 1)}, {(kind == 2 ? "null" : "\"x\"")}, 1, {(kind == 3 ? 2 : 1)}, null, null]";
        }).ToList();
        using RecordBatch batch = test.Batch(Schema, rows);
        var rejects = new KeptRejects();
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { AllowMissingColumns = true, RejectSink = rejects };
        LoadResult result = test.Load(request, batch);
        Assert.Equal((20_000 - expected.Count, expected.Count), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(expected, rejects.Reports.Select(report => (int)report.RowNumber).Order());
        Assert.Equal($"{20_000 - expected.Count + 1}", test.Psql("SELECT count(*) FROM t")[0][0]);
    }

    [Fact]
    public void Rows_that_are_all_bad_are_all_rejected()
    {
        const int Rows = 3000;
        using var test = new TestDatabase($"CREATE TABLE t (id bigint PRIMARY KEY); INSERT INTO t SELECT generate_series(0, {Rows - 1})");
        using RecordBatch batch = test.Batch("id: l", Enumerable.Range(0, Rows + 5).Select(i => $"[{i}]"));
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal((5, Rows), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (long)i), rejects.Reports.Select(report => report.RowNumber));
    }

    [Fact]
    public void Text_that_only_the_server_can_read_is_rejected_in_its_row()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint, r int4range, ips inet[])");
        using RecordBatch texts = test.Batch("id: l\nr: u\nips: +l\n  item: u", "[1, \"[1,5)\", [\"10.0.0.1\", null]]", "[2, \"[5,1)\", []]", "[3, null, [\"nowhere\"]]", "[4, \"empty\", null]");
        var rejects = new KeptRejects();
        Assert.Equal(2, test.Load(new LoadRequest(new TableName("t"), texts.Schema, LoadMode.Append) { RejectSink = rejects }, texts).RowsWritten);
        Assert.Equal(["1|[1,5)|{10.0.0.1,NULL}", "4|empty|∅"], test.Rows("t"));
        Assert.Equal([1L, 2L], rejects.Reports.Select(report => report.RowNumber));
    }

    [Fact]
    public void Text_that_a_cast_would_cut_or_round_is_rejected()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint, b bit(3), v bit varying(3), m money)");
        using RecordBatch texts = test.Batch("id: l\nb: u\nv: u\nm: u", "[1, \"101\", \"1\", \"12.50\"]", "[2, \"1011\", null, null]", "[3, \"10\", null, null]", "[4, null, \"1011\", null]", "[5, null, null, \"0.005\"]", "[6, null, null, \"1e30\"]");
        var rejects = new KeptRejects();
        Assert.Equal(1, test.Load(new LoadRequest(new TableName("t"), texts.Schema, LoadMode.Append) { RejectSink = rejects }, texts).RowsWritten);
        Assert.Equal(["1|101|1|12.50"], test.Rows("(SELECT id, b, v, m::numeric FROM t) s"));
        Assert.Equal([1L, 2L, 3L, 4L, 5L], rejects.Reports.Select(report => report.RowNumber).Order());
        test.Psql("CREATE TABLE times (at time(2) with time zone)");
        Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => test.Load("times", LoadMode.Append, "at: u", "[\"12:00:00.123+00\"]")).Status);
    }

    [Fact]
    public void A_row_that_a_trigger_drops_is_a_reject()
    {
        using var test = new TestDatabase("""
            CREATE TABLE t (id bigint); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.id % 10 = 3 THEN RETURN NULL; END IF; NEW.id := NEW.id + 100; RETURN NEW; END $$;
            CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f();
            """);
        using RecordBatch batch = test.Batch("id: l", Enumerable.Range(0, 30).Select(i => $"[{i}]"));
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append);
        Assert.Contains("a trigger dropped the row, row 3", Assert.Throws<ConnectorException>(() => test.Load(request, batch)).Message, StringComparison.Ordinal);
        var rejects = new KeptRejects();
        Assert.Equal((27, 3), test.Load(request with { RejectSink = rejects }, batch) is var result ? (result.RowsWritten, result.RowsRejected) : default);
        Assert.Equal([3L, 13L, 23L], rejects.Reports.Select(report => report.RowNumber));
        Assert.Equal("27", test.Psql("SELECT count(*) FROM t WHERE id >= 100")[0][0]);
    }

    [Fact]
    public void Text_that_is_no_UTF_8_is_refused_in_its_row()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint, name text, j jsonb)");
        using RecordBatch bytes = test.Batch("id: l\nname: z\nj: z", "[0, \"0x61\", null]", "[1, \"0xe282\", null]", "[2, \"0xac\", \"0x7b7d\"]", "[3, \"0xe282ac\", \"0x7bff7d\"]");
        ArrowArray[] columns = [bytes[0].Retain(), bytes[1].View(ArrowType.Utf8), bytes[2].View(ArrowType.Utf8)];
        using RecordBatch batch = new(new Schema([bytes.Schema[0], new Field("name", ArrowType.Utf8), new Field("j", ArrowType.Utf8)]), 4, columns);
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append);
        Assert.Contains("no valid UTF-8, in column \"name\", row 1", Assert.Throws<ConnectorException>(() => test.Load(request, batch)).Message, StringComparison.Ordinal);
        var numbers = new Collected();
        Assert.Equal(1, test.Load(request with { RejectSink = numbers }, batch).RowsWritten);
        Assert.Equal([1L, 2L, 3L], numbers.Numbers);
    }

    private sealed class Collected : RejectSink
    {
        public List<long> Numbers { get; } = [];

        public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
        {
            Numbers.Add(row.RowNumber);
            return default;
        }
    }
}
