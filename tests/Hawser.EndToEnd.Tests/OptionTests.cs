using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>Every option of a copy does what it says, in the eyes of the target's own program.</summary>
public sealed class OptionTests : EndToEndTest
{
    private const string Goods = "CREATE TABLE zoo(id INTEGER PRIMARY KEY, label TEXT, price DOUBLE); INSERT INTO zoo VALUES (1, 'one', 1.5), (2, 'two', 2.5), (3, NULL, NULL);";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void Columns_chooses_columns_and_their_order(string kind)
    {
        Place target = At(kind, "target");
        Copy(Sqlite(Goods), target, new CopyOptions { Columns = ["label", "ID"] });
        Assert.Equal(["one|1", "two|2", "∅|3"], Rows(target, "label, id"));
        Assert.Equal(["label", "id"], ColumnsOf(target));
        ConnectorException error = Fails(Sqlite(Goods), At(kind, "other"), new CopyOptions { Columns = ["lable"] });
        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Contains("label", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_lossy_column_goes_only_when_it_is_allowed_by_name()
    {
        Place source = At("duckdb", "source");
        DuckDbJudge.Execute(source.Path, "CREATE TABLE zoo(id INTEGER, v TIMESTAMPTZ)", "INSERT INTO zoo VALUES (1, '2024-06-01 12:00:00+02')");
        Place target = At("duckdb", "target");
        DuckDbJudge.Execute(target.Path, "CREATE TABLE zoo(id INTEGER, v TIMESTAMP)");
        var append = new CopyOptions { Mode = LoadMode.Append };
        ConnectorException error = Fails(source, target, append);
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains("--allow-loss zoo.v", error.Message, StringComparison.Ordinal);
        Assert.Empty(Rows(target, "*"));
        Fails(source, target, append with { AllowLoss = ["zoo.id"] });
        CopyReport report = Copy(source, target, append with { AllowLoss = ["zoo.v"] });
        Assert.Equal(["1|2024-06-01 10:00:00"], Rows(target, "*"));
        ColumnPlan column = report.Tables[0].Plan.Columns[1];
        Assert.Equal((Fidelity.Lossy, true), (column.Fidelity, column.IsLossAllowed));
    }

    [Fact]
    public void Scan_finds_types_that_are_not_declared()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER, v); INSERT INTO zoo VALUES (1, 5), (2, 70000), (3, NULL);");
        Place target = At("duckdb", "target");
        Copy(source, target, new CopyOptions { TypeMode = TypeMode.Scan });
        Assert.Equal(["1|5", "2|70000", "3|∅"], Rows(target, "*"));
        Assert.Equal("BIGINT", DuckDbJudge.Query(target.Path, "SELECT v FROM zoo").Columns[0].Type);
    }

    [Fact]
    public void Scan_takes_values_that_the_declared_type_refuses()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER, v INTEGER); INSERT INTO zoo VALUES (1, 5), (2, 'many');");
        Place target = At("duckdb", "target");
        ConnectorException error = Fails(source, target);
        Assert.Contains("\"v\", rowid 2", error.Message, StringComparison.Ordinal);
        Assert.Contains("--types scan", error.Message, StringComparison.Ordinal);
        Copy(source, target, new CopyOptions { TypeMode = TypeMode.Scan });
        Assert.Equal(2, Rows(target, "*").Count);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void Missing_and_extra_columns_are_errors_unless_allowed(string kind)
    {
        Place target = At(kind, "target");
        Execute(target, "CREATE TABLE zoo(id INTEGER, stock INTEGER DEFAULT 7)");
        var append = new CopyOptions { Mode = LoadMode.Append };
        string message = Fails(Sqlite(Goods), target, append).Message;
        Assert.Contains("\"label\"", message, StringComparison.Ordinal);
        Assert.Contains("\"stock\"", message, StringComparison.Ordinal);
        Assert.Contains("\"stock\"", Fails(Sqlite(Goods), target, append with { AllowExtraColumns = true }).Message, StringComparison.Ordinal);
        Assert.Contains("\"label\"", Fails(Sqlite(Goods), target, append with { AllowMissingColumns = true }).Message, StringComparison.Ordinal);
        CopyReport report = Copy(Sqlite(Goods), target, append with { AllowMissingColumns = true, AllowExtraColumns = true });
        Assert.Equal(["1|7", "2|7", "3|7"], Rows(target, "id, stock"));
        Assert.Contains(report.Tables[0].Plan.NotCarried, n => n.Contains("label", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    [InlineData("arrow")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public void Create_refuses_what_exists_and_replace_replaces_it(string kind)
    {
        Place target = At(kind, "target");
        Copy(Sqlite(Goods), target);
        Assert.Contains("replace", Fails(Sqlite(Goods), target).Message, StringComparison.Ordinal);
        Place fewer = Sqlite("CREATE TABLE zoo(id INTEGER PRIMARY KEY, label TEXT, price DOUBLE); INSERT INTO zoo VALUES (9, 'nine', 9.5);", "fewer");
        CopyReport report = Copy(fewer, target, new CopyOptions { Mode = LoadMode.Replace });
        Assert.Equal(1, report.RowsWritten);
        Place check = At("duckdb", "check");
        Copy(target, check);
        Assert.Equal(["9|nine|9.5"], Rows(check, "*"));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void Append_adds_rows_to_those_that_are_there(string kind)
    {
        Place target = At(kind, "target");
        Execute(target, "CREATE TABLE zoo(id INTEGER, label VARCHAR, price DOUBLE)", "INSERT INTO zoo VALUES (0, 'before', 0)");
        CopyReport report = Copy(Sqlite(Goods), target, new CopyOptions { Mode = LoadMode.Append });
        Assert.Equal(3, report.RowsWritten);
        Assert.Equal(["0", "1", "2", "3"], Rows(target, "id"));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, Fails(Sqlite(Goods), At(kind, "empty"), new CopyOptions { Mode = LoadMode.Append }).Status);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void Replace_of_another_shape_is_refused_while_a_view_depends_on_the_table(string kind)
    {
        Place target = At(kind, "target");
        Execute(target, "CREATE TABLE zoo(id INTEGER, other VARCHAR)", "INSERT INTO zoo VALUES (1, 'kept')", "CREATE VIEW zoo_view AS SELECT other FROM zoo");
        ConnectorException error = Fails(Sqlite(Goods), target, new CopyOptions { Mode = LoadMode.Replace });
        Assert.Contains("zoo_view", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|kept"], Rows(target, "*"));
        Execute(target, "DROP VIEW zoo_view");
        Copy(Sqlite(Goods), target, new CopyOptions { Mode = LoadMode.Replace });
        Assert.Equal(["id", "label", "price"], ColumnsOf(target));
    }

    [Theory]
    [InlineData(VerifyMode.Hash)]
    [InlineData(VerifyMode.Count)]
    [InlineData(VerifyMode.None)]
    public void The_report_says_how_it_was_proved(VerifyMode mode)
    {
        foreach (string kind in new[] { "sqlite", "duckdb", "arrow", "parquet", "csv" })
        {
            Place target = At(kind, "target-" + mode);
            CopyReport report = Copy(Sqlite(Goods), target, new CopyOptions { Verify = mode });
            Assert.Equal((mode, 3L, 3L), (report.Tables[0].Verified, report.Tables[0].RowsRead, report.Tables[0].RowsWritten));
        }
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("parquet")]
    public void Pushed_down_or_not_the_result_is_the_same(string kind)
    {
        Place file = At(kind, "source");
        DuckDbJudge.Execute(DuckDbJudge.InMemory, $"COPY (SELECT i AS id, CASE WHEN i % 3 > 0 THEN 'label, ' || i END AS label, i / 7 AS price, DATE '2020-01-01' + i::INTEGER AS day FROM range(5000) r(i)) TO '{file.Path}'");
        Place direct = At("duckdb", "direct"), through = At("duckdb", "through");
        CopyReport pushed = Copy(file, direct, new CopyOptions { Verify = VerifyMode.Count });
        CopyReport moved = Copy(file, through, new CopyOptions { Verify = VerifyMode.Count, AllowPushDown = false });
        Assert.False(moved.Tables[0].WasPushedDown);
        Assert.True(pushed.Tables[0].WasPushedDown);
        Assert.Equal((5000L, 5000L), (pushed.RowsWritten, moved.RowsWritten));
        Assert.Equal(DuckDbJudge.Query(direct.Path, "SELECT * FROM zoo ORDER BY id").Rows, DuckDbJudge.Query(through.Path, "SELECT * FROM zoo ORDER BY id").Rows);
        Assert.Equal(DuckDbJudge.Query(direct.Path, "SELECT * FROM zoo").Columns, DuckDbJudge.Query(through.Path, "SELECT * FROM zoo").Columns);
    }

    [Fact]
    public void Batches_have_at_most_the_rows_that_were_asked_for()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO zoo SELECT i FROM n;");
        Place target = At("arrow", "target");
        Copy(source, target, new CopyOptions { BatchRows = 300 });
        Assert.Equal([300, 300, 300, 100], ArrowJudge.Read(target.Path).Batches.Select(b => b.RowCount));
    }

    [Theory]
    [InlineData("sqlite", "duckdb")]
    [InlineData("duckdb", "sqlite")]
    [InlineData("duckdb", "arrow")]
    [InlineData("sqlite", "parquet")]
    public void The_ceiling_over_the_buffers_holds(string from, string to)
    {
        Place source = At(from, "source");
        Execute(source, "CREATE TABLE zoo(id INTEGER, label VARCHAR)", from == "duckdb"
            ? "INSERT INTO zoo SELECT i, repeat('some text ', 50) || i FROM range(60000) r(i)"
            : "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 59999) INSERT INTO zoo SELECT i, replace(hex(zeroblob(125)), '00', 'text') || i FROM n");
        var options = new CopyOptions { MemoryBytes = 24_000_000 };
        CopyReport report = Copy(source, At(to, "target"), options);
        Assert.Equal(60_000, report.RowsWritten);
        Assert.InRange(report.PeakBufferBytes, 1, options.MemoryBytes);
    }

    private static IEnumerable<string> ColumnsOf(Place place) => place.Kind == "duckdb"
        ? DuckDbJudge.Query(place.Path, "SELECT * FROM zoo").Columns.Select(c => c.Name)
        : Sqlite3Judge.Query(place.Path, "SELECT * FROM zoo").Columns.Select(c => c.Name);
}
