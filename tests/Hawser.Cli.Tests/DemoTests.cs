using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests;

public sealed class DemoTests
{
    [Fact]
    public void The_demo_goes_round_and_finds_no_difference()
    {
        using var folder = new TempFolder();
        ToolRun run = HawserCli.Run(folder.Path, null, "demo", "--dir", "shop", "--rows", "2000");
        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Contains("no difference", run.Output, StringComparison.Ordinal);
        Assert.Equal(2000, Sqlite3Judge.Query(folder["shop/back.sqlite"], "SELECT count(*) AS n FROM order_lines").Rows[0][0].Integer);
        Assert.Equal("2000", DuckDbJudge.Query(folder["shop/shop.duckdb"], "SELECT count(*) FROM order_lines").Rows[0][0]);
        Assert.Equal("2000", DuckDbJudge.Query(DuckDbJudge.InMemory, $"SELECT count(*) FROM '{folder["shop/parquet/order_lines.parquet"]}'").Rows[0][0]);
    }

    [Fact]
    public void The_demo_makes_the_same_shop_each_time()
    {
        using var folder = new TempFolder();
        foreach (string name in new[] { "one", "two" })
        {
            ToolRun run = HawserCli.Run(folder.Path, null, "demo", "--dir", name, "--rows", "500");
            Assert.True(run.ExitCode == 0, run.Error);
        }

        const string Sql = "SELECT * FROM customers ORDER BY id";
        Assert.Equal(
            Sqlite3Judge.Query(folder["one/shop.sqlite"], Sql).Rows.SelectMany(r => r),
            Sqlite3Judge.Query(folder["two/shop.sqlite"], Sql).Rows.SelectMany(r => r));
    }

    [Fact]
    public void The_demo_does_not_touch_a_folder_in_use()
    {
        using var folder = new TempFolder();
        folder.Write("mine/notes.txt", "mine");
        ToolRun run = HawserCli.Run(folder.Path, null, "demo", "--dir", "mine");
        Assert.Equal((2, "hawser: --dir 'mine': the folder is not empty; name a new one.\n"), (run.ExitCode, run.Error));
    }
}
