using System.Text.Json;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests;

public sealed class QueryTests : IDisposable
{
    private const string Items = "SELECT * FROM items ORDER BY id";

    private readonly TempFolder _folder = new();

    public QueryTests() => ShopFile.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("json")]
    [InlineData("jsonl")]
    public void Rows_are_written_as_approved(string format)
    {
        ToolRun run = Hawser("query", ShopFile.Name, Items, "--format", format);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches($"query {format}", run.Output);
    }

    [Fact]
    public void Csv_is_the_default_where_no_terminal_is() =>
        Assert.Equal("n,t\n1,\n", Hawser("query", "duckdb:", "SELECT 1 AS n, NULL::VARCHAR AS t").Output);

    [Fact]
    public void Csv_tells_null_from_empty_and_quotes_what_must_be_quoted()
    {
        const string Sql = "SELECT NULL::VARCHAR AS a, '' AS \"b,c\", 'x\"y' AS d, chr(13) AS e, ' z ' AS f";
        Assert.Equal("a,\"b,c\",d,e,f\n,\"\",\"x\"\"y\",\"\r\", z \n", Hawser("query", "duckdb:", Sql, "--format", "csv").Output);
    }

    [Fact]
    public void Csv_is_read_back_by_duckdb_as_it_was()
    {
        const string Sql = "SELECT * FROM (VALUES (1, 'a,\"b'), (2, ''), (3, NULL), (4, 'line' || chr(10) || 'break')) t(id, v) ORDER BY id";
        Hawser("query", "duckdb:", Sql, "-o", "rows.csv");
        DuckDbTable judged = DuckDbJudge.Query(DuckDbJudge.InMemory, $"SELECT id, v FROM read_csv('{_folder["rows.csv"]}', header = true, allow_quoted_nulls = false) ORDER BY id");
        Assert.Equal(["a,\"b", "", null, "line\nbreak"], judged.Rows.Select(r => r[1]));
    }

    [Fact]
    public void Json_keeps_every_digit_and_names_what_is_no_number()
    {
        const string Sql = """
            SELECT 9223372036854775807 AS big, '12345678901234567890123456789012345678'::DECIMAL(38,0) AS wide, 0.10::DECIMAL(5,2) AS cents,
                   'nan'::DOUBLE AS nan, '-inf'::DOUBLE AS inf, NULL AS nothing, '' AS empty, [1, NULL] AS list, 0.1::DOUBLE AS tenth
            """;
        ToolRun run = Hawser("query", "duckdb:", Sql, "--format", "jsonl");
        Assert.Equal(
            """{"big":9223372036854775807,"wide":12345678901234567890123456789012345678,"cents":0.10,"nan":"NaN","inf":"-Infinity","nothing":null,"empty":"","list":[1,null],"tenth":0.1}""" + "\n",
            run.Output);
    }

    [Fact]
    public void Json_without_rows_is_an_empty_array()
    {
        Assert.Equal("[]\n", Hawser("query", "duckdb:", "SELECT 1 AS n WHERE false", "--format", "json").Output);
        Assert.Equal("", Hawser("query", "duckdb:", "SELECT 1 AS n WHERE false", "--format", "jsonl").Output);
    }

    [Fact]
    public void Json_gives_columns_of_one_name_different_keys() =>
        Assert.Equal("{\"a\":1,\"a_3\":2,\"a_2\":3}\n", Hawser("query", "duckdb:", "SELECT 1 AS a, 2 AS a, 3 AS a_2", "--format", "jsonl").Output);

    [Fact]
    public void Arrow_on_standard_output_is_read_by_apache_arrow()
    {
        ToolRun run = Hawser("query", "duckdb:", "SELECT range AS n, 'x' || range AS t FROM range(3)", "--format", "arrow");
        File.WriteAllBytes(_folder["out.arrows"], run.OutputBytes);
        ArrowTable table = ArrowJudge.Read(_folder["out.arrows"]);
        Assert.Equal(["n", "t"], table.Fields.Select(f => f.Name));
        Assert.Equal(3, table.Batches.Sum(b => b.RowCount));
    }

    [Fact]
    public void Arrow_in_a_file_is_read_by_apache_arrow()
    {
        ToolRun run = Hawser("query", ShopFile.Name, Items, "-o", "items.arrow");
        Assert.Equal((0, "3 rows into items.arrow\n"), (run.ExitCode, run.Error));
        Assert.Equal("ARROW1"u8, File.ReadAllBytes(_folder["items.arrow"]).AsSpan(0, 6));
        Assert.Equal(3, ArrowJudge.Read(_folder["items.arrow"]).Batches.Sum(b => b.RowCount));
    }

    [Fact]
    public void Parquet_is_read_by_duckdb()
    {
        ToolRun run = Hawser("query", ShopFile.Name, "SELECT id, name, price, day FROM items ORDER BY id", "-o", "items.parquet");
        Assert.Equal((0, "3 rows into items.parquet\n"), (run.ExitCode, run.Error));
        DuckDbTable judged = DuckDbJudge.Query(DuckDbJudge.InMemory, $"SELECT * FROM '{_folder["items.parquet"]}' ORDER BY id");
        Assert.Equal(["id BIGINT", "name VARCHAR", "price DECIMAL(10,2)", "day DATE"], judged.Columns.Select(c => $"{c.Name} {c.Type}"));
        Assert.Equal(["9223372036854775807", "李小龍\n", "0.10", "10000-01-01"], judged.Rows[2]);
    }

    [Theory]
    [InlineData("2", "2")]
    [InlineData("'2'", "2")]
    [InlineData("x=2", "2")]
    public void A_parameter_is_bound(string parameter, string expected)
    {
        string placeholder = parameter.StartsWith('x') ? ":x" : "?";
        Assert.Equal($"id\n{expected}\n", Hawser("query", ShopFile.Name, $"SELECT id FROM items WHERE id = {placeholder}", "-p", parameter).Output);
    }

    [Fact]
    public void A_parameter_is_never_part_of_the_text()
    {
        ToolRun run = Hawser("query", ShopFile.Name, "SELECT id FROM items WHERE name = ?", "-p", "' OR 1=1 --");
        Assert.Equal((0, "id\n"), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Sql_comes_from_standard_input_or_a_file()
    {
        Assert.Equal("n\n1\n", HawserCli.Run(_folder.Path, "SELECT 1 AS n", "query", "duckdb:", "-").Output);
        _folder.Write("one.sql", "-- a comment\nSELECT 1 AS n;\n");
        Assert.Equal("n\n1\n", Hawser("query", "duckdb:", "-f", "one.sql").Output);
    }

    [Fact]
    public void A_file_is_a_table_of_its_name()
    {
        _folder.Write("sales 2024.csv", "day,n\n2024-02-29,5\n2024-03-01,6\n");
        Assert.Equal("s\n11\n", Hawser("query", "sales 2024.csv", "SELECT sum(n)::BIGINT AS s FROM \"sales 2024\"").Output);
    }

    [Fact]
    public void A_table_or_file_without_sql_is_read_whole()
    {
        _folder.Write("days.csv", "day\n2024-02-29\n");
        Assert.Equal("day\n2024-02-29\n", Hawser("query", "days.csv").Output);
        Assert.Equal("day,amount\n2023-05-06,99.99\n", Hawser("query", $"sqlite:{ShopFile.Name}#sales_2023").Output);
    }

    [Fact]
    public void A_table_shows_some_rows_and_counts_the_others()
    {
        ToolRun run = Hawser("query", "duckdb:", "SELECT range AS n FROM range(200000)", "--format", "table", "--max-rows", "2");
        Assert.Equal(" n\n───\n 0\n 1\n(200,000 rows, the first 2 shown; --max-rows 0 shows all)\n", run.Output);
        ToolRun all = Hawser("query", "duckdb:", "SELECT range AS n FROM range(1500)", "--format", "table", "--max-rows", "0");
        Assert.EndsWith(" 1499\n(1,500 rows)\n", all.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_shows_control_characters_as_escapes() =>
        Assert.Contains(@"\x1b[31m", Hawser("query", "duckdb:", "SELECT chr(27) || '[31m' AS red", "--format", "table").Output, StringComparison.Ordinal);

    [Fact]
    public void A_database_is_changed_only_when_asked()
    {
        ToolRun refused = Hawser("query", ShopFile.Name, "DELETE FROM items");
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("--write", refused.Error, StringComparison.Ordinal);
        Assert.Equal(3, Sqlite3Judge.Query(_folder[ShopFile.Name], "SELECT count(*) AS n FROM items").Rows[0][0].Integer);
        ToolRun done = Hawser("query", ShopFile.Name, "DELETE FROM items WHERE id = 1", "--write");
        Assert.Equal((0, "1 row changed\n", ""), (done.ExitCode, done.Error, done.Output));
        Assert.Equal(2, Sqlite3Judge.Query(_folder[ShopFile.Name], "SELECT count(*) AS n FROM items").Rows[0][0].Integer);
    }

    [Fact]
    public void A_file_appears_whole_or_not_at_all()
    {
        _folder.Write("rows.csv", "before");
        ToolRun failed = Hawser("query", "duckdb:", "SELECT CASE WHEN range < 150000 THEN 1 ELSE error('stop') END FROM range(200000)", "-o", "rows.csv");
        Assert.Equal(1, failed.ExitCode);
        Assert.Equal("before", File.ReadAllText(_folder["rows.csv"]));
        Assert.Equal(["rows.csv", ShopFile.Name], Directory.EnumerateFiles(_folder.Path).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(0, Hawser("query", "duckdb:", "SELECT 1 AS n", "-o", "rows.csv").ExitCode);
        Assert.Equal("n\n1\n", File.ReadAllText(_folder["rows.csv"]));
    }

    [Fact]
    public void Json_is_json_for_every_type_of_duckdb()
    {
        ToolRun run = Hawser("query", "duckdb:", "SELECT * EXCLUDE (\"time\", \"timestamp\", timestamp_s, timestamp_ms, timestamp_ns, \"date\", timestamp_tz) FROM test_all_types() LIMIT 1", "--format", "json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(1, JsonDocument.Parse(run.Output).RootElement.GetArrayLength());
    }

    private ToolRun Hawser(params string[] arguments) => HawserCli.Run(_folder.Path, null, arguments);
}
