using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

public sealed class RejectTests
{
    private const string Table = """
        CREATE TABLE other (id bigint PRIMARY KEY); INSERT INTO other VALUES (1);
        CREATE TABLE t (id bigint PRIMARY KEY, qty smallint CHECK (qty < 1000), name varchar(5) NOT NULL, n decimal(6,2), ref bigint, j json, day date, l text CHARACTER SET latin1, f float, FOREIGN KEY (ref) REFERENCES other (id));
        INSERT INTO t (id, name) VALUES (-1, '');
        """;

    private const string Schema = "id: l\nqty: i\nname: u\nn: d:10,4\nref: l\nj: u\nday: tdD\nl: u\nf: f";

    /// <summary>A bad row, what is said about it, and the column that is named.</summary>
    public static TheoryData<string, string, string?> Bad { get; } = new()
    {
        { "[-1, 1, \"a\", 1, 1, null, null, null, null]", "Duplicate entry '-1'", null },
        { "[null, 1, \"a\", 1, 1, null, null, null, null]", "the value NULL is not taken by the column", "id" },
        { "[5000, 1, null, 1, 1, null, null, null, null]", "the value NULL is not taken by the column", "name" },
        { "[5000, 1000, \"a\", 1, 1, null, null, null, null]", "failed for", null },
        { "[5000, 40000, \"a\", 1, 1, null, null, null, null]", "the value 40000 lies outside -32768 to 32767", "qty" },
        { "[5000, 1, \"abc   \", 1, 1, null, null, null, null]", "longer than 5 characters", "name" },
        { "[5000, 1, \"a\", \"1.2345\", 1, null, null, null, null]", "more than the 2 digits behind the point", "n" },
        { "[5000, 1, \"a\", \"99999\", 1, null, null, null, null]", "Out of range value", "n" },
        { "[5000, 1, \"a\", 1, 2, null, null, null, null]", "foreign key constraint", null },
        { "[5000, 1, \"a\", 1, 1, \"{bad\", null, null, null]", "failed for", null },
        { "[5000, 1, \"a\", 1, 1, null, -2500000, null, null]", "lies outside the years 0 to 9999", "day" },
        { "[5000, 1, \"a\", 1, 1, null, null, \"€и\", null]", "Incorrect string value", "l" },
        { "[5000, 1, \"a\", 1, 1, null, null, null, \"NaN\"]", "neither infinity nor NaN", "f" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public void A_bad_row_stops_the_load_at_its_place_or_goes_to_the_sink(string bad, string reason, string? column) => Check(bad, reason, column, "true");

    [Theory]
    [MemberData(nameof(Bad))]
    public void So_it_does_where_rows_go_by_INSERT(string bad, string reason, string? column) => Check(bad, reason, column, "false");

    private static void Check(string bad, string reason, string? column, string byFile)
    {
        const int Rows = 300, At = 217;
        using var test = new TestDatabase(Table, MySqlFlavour.MariaDb, ("local_infile", byFile));
        using RecordBatch batch = test.Batch(Schema, Enumerable.Range(0, Rows).Select(i => i == At ? bad : $"[{i}, 1, \"ünï\", \"1.25\", 1, \"{{}}\", \"2024-02-29\", \"é\", 0.1]"));
        using RecordBatch first = batch.Slice(0, 100), second = batch.Slice(100, 200);
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append);
        var error = Assert.Throws<ConnectorException>(() => test.Load(request, first, second));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Contains("row 217", error.Message, StringComparison.Ordinal);
        Assert.Contains(column is null ? "load into t" : $"column \"{column}\"", error.Message, StringComparison.Ordinal);
        Assert.Equal("1", test.Judge("SELECT count(*) FROM t")[0][0]);

        var rejects = new KeptRejects();
        Assert.Equal(new LoadResult(Rows - 1, 1), test.Load(request with { RejectSink = rejects }, first, second) with { Messages = [] });
        Assert.StartsWith("217: [", Assert.Single(rejects.Rows), StringComparison.Ordinal);
        Assert.Equal(column, rejects.Reports[0].Column);
        Assert.Contains(reason, rejects.Reports[0].Reason, StringComparison.Ordinal);
        Assert.Equal($"{Rows}", test.Judge("SELECT count(*) FROM t")[0][0]);
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void Every_bad_row_among_many_is_found_and_all_others_are_written(MySqlFlavour flavour)
    {
        using var test = new TestDatabase("CREATE TABLE other (id bigint PRIMARY KEY); INSERT INTO other VALUES (1); CREATE TABLE t (id bigint PRIMARY KEY, q tinyint, name varchar(3) NOT NULL, ref bigint, l varchar(5) CHARACTER SET latin1, UNIQUE (q, id), FOREIGN KEY (ref) REFERENCES other (id)); INSERT INTO t VALUES (-1, 0, '', 1, '')", flavour);
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        var expected = new List<int>();
        List<string> rows = [.. Enumerable.Range(0, 20_000).Select(i =>
        {
            int kind = random.Next(250);
            if (kind < 5)
            {
                expected.Add(i);
            }

            return $"[{(kind == 0 ? -1 : i)}, {(kind == 1 ? 700 : 1)}, {(kind == 2 ? "null" : "\"x\"")}, {(kind == 3 ? 2 : 1)}, {(kind == 4 ? "\"и\"" : "\"é\"")}]";
        })];
        using RecordBatch batch = test.Batch("id: l\nq: i\nname: u\nref: l\nl: u", rows);
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal((20_000 - expected.Count, expected.Count), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(expected, rejects.Reports.Select(report => (int)report.RowNumber).Order());
        Assert.Equal($"{20_000 - expected.Count + 1}", test.Judge("SELECT count(*) FROM t")[0][0]);
    }

    [Fact]
    public void Rows_that_are_all_bad_are_all_rejected()
    {
        const int Rows = 1000;
        using var test = new TestDatabase($"CREATE TABLE t (id bigint PRIMARY KEY); INSERT INTO t SELECT seq FROM seq_0_to_{Rows - 1}");
        using RecordBatch batch = test.Batch("id: l", Enumerable.Range(0, Rows + 5).Select(i => $"[{i}]"));
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal((5, Rows), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(Enumerable.Range(0, Rows).Select(i => (long)i), rejects.Reports.Select(report => report.RowNumber));
    }

    [Fact]
    public void Values_that_the_server_would_change_without_a_word_are_refused()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int, c char(5), b binary(3), y year, e enum('a','b'), s set('a','b'), dt datetime(3), tm time(6), d double, k int AUTO_INCREMENT UNIQUE)");
        string[] bad =
        [
            "[1, \"a \", null, null, null, null, null, null, null, 1]", "[2, null, \"0x6161\", null, null, null, null, null, null, 2]", "[3, null, null, 70, null, null, null, null, null, 3]",
            "[4, null, null, null, \"A\", null, null, null, null, 4]", "[5, null, null, null, \"1\", null, null, null, null, 5]", "[6, null, null, null, null, \"b,a\", null, null, null, 6]",
            "[7, null, null, null, null, null, 1001, null, null, 7]", "[8, null, null, null, null, null, null, 3020400000000, null, 8]", "[9, null, null, null, null, null, null, null, \"-0\", 9]",
            "[10, null, null, null, null, null, null, null, \"Infinity\", 10]", "[11, null, null, null, null, null, null, null, null, null]",
        ];
        using RecordBatch batch = test.Batch("id: i\nc: u\nb: z\ny: s\ne: u\ns: u\ndt: tsu:\ntm: tDu\nd: g\nk: i", [.. bad, "[12, \" a\", \"0x616200\", 1970, \"a\", \"a,b\", 1000, 3020399000000, 0, 0]"]);
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal(Enumerable.Range(0, bad.Length).Select(i => (long)i), rejects.Reports.Select(report => report.RowNumber));
        Assert.Equal((1, bad.Length), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(["12", "1970-01-01 00:00:00.001", "838:59:59.000000", "0"], test.Judge("SELECT id, dt, tm, k FROM t")[0]);;
    }

    [Fact]
    public void A_table_whose_rows_might_not_fit_into_a_page_is_refused_before_any_row()
    {
        const int Columns = 400;
        using var test = new TestDatabase();
        using RecordBatch batch = test.Batch(string.Join('\n', Enumerable.Range(0, Columns).Select(i => $"c{i}: u")), $"[{string.Join(", ", Enumerable.Repeat("\"x\"", Columns))}]");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create) { Allocator = test.Memory }));
        Assert.Equal(ConnectorStatus.NotSupported, error.Status);
        Assert.Contains("Row size too large", error.Message, StringComparison.Ordinal);
        Assert.Contains("divide the columns among several tables", error.Hint, StringComparison.Ordinal);
        Assert.Empty(test.Judge("SHOW TABLES"));
    }

    [Fact]
    public void A_row_that_does_not_fit_into_a_page_of_an_old_server_is_rejected()
    {
        const int Columns = 12;
        using var test = new TestDatabase(null, MySqlFlavour.MySql56);
        string Row(int length) => $"[{string.Join(", ", Enumerable.Repeat($"\"{new string('x', length)}\"", Columns))}]";
        using RecordBatch batch = test.Batch(string.Join('\n', Enumerable.Range(0, Columns).Select(i => $"c{i}: u")), Row(10), Row(1000), Row(600));
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create) { RejectSink = rejects }, batch);
        Assert.Equal((2, 1), (result.RowsWritten, result.RowsRejected));
        Assert.Equal((1L, true), (rejects.Reports[0].RowNumber, rejects.Reports[0].Reason.Contains("Row size too large", StringComparison.Ordinal)));
    }
}
