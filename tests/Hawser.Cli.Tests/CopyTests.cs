using System.Text.Json;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests;

public sealed class CopyTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public CopyTests() => ShopFile.In(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_table_of_a_database_goes_into_another()
    {
        ToolRun run = Hawser("copy", ShopFile.Name, "duckdb:shop.duckdb");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Empty(run.Output);
        Assert.Contains("4 tables, 8 rows", run.Error, StringComparison.Ordinal);
        DuckDbTable items = DuckDbJudge.Query(_folder["shop.duckdb"], "SELECT id, name, price, day, ratio, fresh FROM items ORDER BY id");
        Assert.Equal(["2", "", null, null, "inf", "false"], items.Rows[1]);
        Assert.Equal(["9223372036854775807", "李小龍\n", "0.10", "10000-01-01", "-0.5", null], items.Rows[2]);
        Assert.Equal("2", DuckDbJudge.Query(_folder["shop.duckdb"], "SELECT count(*) FROM \"order\"").Rows[0][0]);
    }

    [Fact]
    public void Rows_of_the_same_key_are_replaced_and_those_that_do_not_fit_are_kept_in_a_file()
    {
        Sqlite3Judge.Execute(_folder["new.sqlite"], "CREATE TABLE stock(code TEXT, n INTEGER); INSERT INTO stock VALUES ('a', 1), ('b', 2), (NULL, 3), ('b', 4);");
        Sqlite3Judge.Execute(_folder["old.sqlite"], "CREATE TABLE stock(code TEXT UNIQUE, n INTEGER); INSERT INTO stock VALUES ('b', 9), ('z', 26);");
        ToolRun stopped = Hawser("copy", "new.sqlite", "old.sqlite", "--mode", "upsert", "--key", "code");
        Assert.Equal(1, stopped.ExitCode);
        Assert.Contains("row 2", stopped.Error, StringComparison.Ordinal);
        ToolRun run = Hawser("copy", "new.sqlite", "old.sqlite", "--mode", "upsert", "--key", "code", "--on-reject", "quarantine", "bad.arrow");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("stock: 2 rows rejected of 4 rows read, kept in bad.arrow", run.Error, StringComparison.Ordinal);
        Assert.Equal("a|1\nb|2\nz|26\n", Sqlite3Judge.Execute(_folder["old.sqlite"], "SELECT * FROM stock ORDER BY code;"));
        Assert.True(Hawser("copy", "bad.arrow", "bad.csv").ExitCode == 0);
        Assert.Contains("the key (code = ", File.ReadAllText(_folder["bad.csv"]), StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_chosen_by_name_and_pattern()
    {
        ToolRun run = Hawser("copy", ShopFile.Name, "duckdb:x.duckdb", "--table", "sales_*", "-t", "order");
        Assert.True(run.ExitCode == 0, run.Error);
        DuckDbTable tables = DuckDbJudge.Query(_folder["x.duckdb"], "SELECT table_name FROM duckdb_tables() ORDER BY ALL");
        Assert.Equal(["order", "sales_2023", "sales_2024"], tables.Rows.Select(r => r[0]));
    }

    [Theory]
    [InlineData("out/*.parquet", null)]
    [InlineData("out/", "parquet")]
    public void Tables_go_into_one_file_each(string target, string? format)
    {
        string[] arguments = ["copy", ShopFile.Name, target, .. format is null ? Array.Empty<string>() : ["--format", format]];
        ToolRun run = Hawser(arguments);
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Equal(
            ["items.parquet", "order.parquet", "sales_2023.parquet", "sales_2024.parquet"],
            Directory.EnumerateFiles(_folder["out"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(["3"], DuckDbJudge.Query(DuckDbJudge.InMemory, $"SELECT count(*) FROM '{_folder["out/items.parquet"]}'").Rows[0]);
    }

    [Fact]
    public void A_folder_of_files_becomes_one_table_per_file()
    {
        _folder.Write("in/days.csv", "day,n\n2024-02-29,1\n2024-03-01,2\n");
        _folder.Write("in/names.csv", "name\nZoë\n");
        _folder.Write("in/readme.txt", "not a table");
        ToolRun run = Hawser("copy", "in", "sqlite:in.sqlite");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("left out in/readme.txt", run.Error, StringComparison.Ordinal);
        SqliteTable days = Sqlite3Judge.Query(_folder["in.sqlite"], "SELECT * FROM days ORDER BY day");
        Assert.Equal([SqliteValue.Of("2024-02-29"), SqliteValue.Of(1)], days.Rows[0]);
        Assert.Equal("Zoë", Sqlite3Judge.Query(_folder["in.sqlite"], "SELECT name FROM names").Rows[0][0].Text);
    }

    [Fact]
    public void A_query_goes_into_a_table_or_a_file()
    {
        ToolRun table = Hawser("copy", ShopFile.Name, "duckdb:x.duckdb#cheap", "--query", "SELECT id, name FROM items WHERE id < 3");
        Assert.True(table.ExitCode == 0, table.Error);
        Assert.Equal("2", DuckDbJudge.Query(_folder["x.duckdb"], "SELECT count(*) FROM cheap").Rows[0][0]);
        ToolRun file = Hawser("copy", ShopFile.Name, "cheap.csv", "--query", "SELECT id FROM items WHERE id < 3 ORDER BY id");
        Assert.True(file.ExitCode == 0, file.Error);
        Assert.Equal(["id", "1", "2"], File.ReadAllLines(_folder["cheap.csv"]));
    }

    [Fact]
    public void The_plan_is_what_was_approved_and_changes_nothing()
    {
        ToolRun plan = Hawser("copy", ShopFile.Name, "duckdb:shop.duckdb", "--plan");
        Assert.Equal((0, ""), (plan.ExitCode, plan.Error));
        Approved.Matches("plan text", plan.Output);
        ToolRun json = Hawser("copy", ShopFile.Name, "duckdb:shop.duckdb", "--plan", "--json", "--table", "items");
        Assert.Equal((0, ""), (json.ExitCode, json.Error));
        Approved.Matches("plan json", json.Output);
        Assert.Equal([ShopFile.Name], Directory.EnumerateFileSystemEntries(_folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_plan_with_problems_lists_them_and_is_exit_code_2()
    {
        DuckDbJudge.Execute(_folder["x.duckdb"], "CREATE TABLE sales_2023 (another BIGINT)");
        ToolRun plan = Hawser("copy", ShopFile.Name, "duckdb:x.duckdb", "--table", "sales_2023", "--mode", "append", "--plan");
        Assert.Equal(2, plan.ExitCode);
        Assert.Contains("  problem: ", plan.Output, StringComparison.Ordinal);
        Assert.Contains("hawser: the copy cannot run as planned: ", plan.Error, StringComparison.Ordinal);
        ToolRun copy = Hawser("copy", ShopFile.Name, "duckdb:x.duckdb", "--table", "sales_2023", "--mode", "append");
        Assert.Equal(2, copy.ExitCode);
        Assert.Equal("0", DuckDbJudge.Query(_folder["x.duckdb"], "SELECT count(*) FROM sales_2023").Rows[0][0]);
    }

    [Fact]
    public void The_report_is_one_json_document()
    {
        ToolRun run = Hawser("copy", ShopFile.Name, "duckdb:shop.duckdb", "--json", "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(8, report.GetProperty("rows_written").GetInt64());
        Assert.All(report.GetProperty("tables").EnumerateArray(), t => Assert.Equal("hash", t.GetProperty("verified").GetString()));
        Assert.All(report.GetProperty("tables").EnumerateArray(), t => Assert.Equal(t.GetProperty("rows_read").GetInt64(), t.GetProperty("rows_written").GetInt64()));
    }

    [Fact]
    public void Objects_that_are_not_carried_are_named()
    {
        ToolRun run = Hawser("copy", ShopFile.Name, "duckdb:shop.duckdb");
        Assert.Contains("ix_items_name", run.Error, StringComparison.Ordinal);
        Assert.Contains("cheap", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create", 2, 1)]
    [InlineData("append", 0, 2)]
    [InlineData("replace", 0, 1)]
    public void A_table_that_exists_is_treated_as_the_mode_says(string mode, int exitCode, int rows)
    {
        Assert.Equal(0, Hawser("copy", ShopFile.Name, "duckdb:x.duckdb", "--table", "sales_2023").ExitCode);
        ToolRun again = Hawser("copy", ShopFile.Name, "duckdb:x.duckdb", "--table", "sales_2023", "--mode", mode);
        Assert.True(again.ExitCode == exitCode, again.Error);
        Assert.Equal($"{rows}", DuckDbJudge.Query(_folder["x.duckdb"], "SELECT count(*) FROM sales_2023").Rows[0][0]);
    }

    [Fact]
    public void Columns_are_chosen()
    {
        ToolRun run = Hawser("copy", ShopFile.Name, "names.csv", "--table", "items", "--columns", "name,id");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.StartsWith("name,id\n", File.ReadAllText(_folder["names.csv"]), StringComparison.Ordinal);
        ToolRun wrong = Hawser("copy", ShopFile.Name, "names2.csv", "--table", "items", "--columns", "nam");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("name", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_does_not_fit_fails_and_leaves_no_new_database()
    {
        Sqlite3Judge.Execute(_folder["bad.sqlite"], "CREATE TABLE t (n BIGINT); INSERT INTO t VALUES (1), ('many');");
        ToolRun run = Hawser("copy", "bad.sqlite", "duckdb:bad.duckdb");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("many", run.Error, StringComparison.Ordinal);
        Assert.Contains("rowid 2", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(_folder["bad.duckdb"]));
    }

    private ToolRun Hawser(params string[] arguments) => HawserCli.Run(_folder.Path, null, arguments);
}
