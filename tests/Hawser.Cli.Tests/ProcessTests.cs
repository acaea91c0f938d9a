using System.Diagnostics;
using System.Text;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests;

/// <summary>What happens to the process: signals, pipes, locks, files that may not be written.</summary>
public sealed class ProcessTests : IDisposable
{
    private const string Endless = "SELECT range AS n, 'some text ' || range AS t FROM range(100000000000)";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Ctrl_c_stops_a_query_quietly()
    {
        using Process process = HawserCli.Start(_folder.Path, "query", "duckdb:", Endless, "-o", "rows.csv");
        await WaitForAsync(() => Directory.EnumerateFiles(_folder.Path).Any(f => new FileInfo(f).Length > 0));
        (int exitCode, string error) = await InterruptAsync(process);
        Assert.Equal((130, "hawser: stopped\n"), (exitCode, error));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Ctrl_c_in_mid_copy_leaves_the_target_as_it_was()
    {
        BigFile.In(_folder);
        DuckDbJudge.Execute(_folder["t.duckdb"], "CREATE TABLE big (id BIGINT, name VARCHAR, amount DECIMAL(10,2), note VARCHAR)", "INSERT INTO big VALUES (-1, 'before', 1, NULL)");
        using Process process = HawserCli.Start(_folder.Path, "copy", BigFile.Name, "duckdb:t.duckdb", "--mode", "append");
        await WaitForGrowthAsync("t.duckdb");
        (int exitCode, string error) = await InterruptAsync(process);
        Assert.Equal((130, "hawser: stopped\n"), (exitCode, error));
        Assert.Equal(["-1"], DuckDbJudge.Query(_folder["t.duckdb"], "SELECT id FROM big").Rows.Select(r => r[0]));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public async Task Kill_in_mid_copy_leaves_the_target_as_it_was(string engine)
    {
        BigFile.In(_folder);
        string file = _folder[$"t.{engine}"];
        const string Table = "CREATE TABLE big (id BIGINT, name TEXT NOT NULL, amount DECIMAL(10,2), note TEXT)";
        const string Row = "INSERT INTO big VALUES (-1, 'before', 1, NULL)";
        if (engine == "sqlite")
        {
            Sqlite3Judge.Execute(file, $"{Table}; {Row};");
        }
        else
        {
            DuckDbJudge.Execute(file, Table, Row);
        }

        using Process process = HawserCli.Start(_folder.Path, "copy", BigFile.Name, $"{engine}:t.{engine}", "--mode", "replace");
        await WaitForGrowthAsync($"t.{engine}");
        process.Kill();
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
        string? left = engine == "sqlite"
            ? Sqlite3Judge.Query(file, "SELECT id FROM big").Rows.Single()[0].Literal
            : DuckDbJudge.Query(file, "SELECT id FROM big").Rows.Single()[0];
        Assert.Equal("-1", left);
    }

    [Fact]
    public async Task A_reader_that_leaves_ends_the_query_quietly()
    {
        using Process process = HawserCli.Start(_folder.Path, "query", "duckdb:", Endless, "--format", "csv");
        Task<string> error = process.StandardError.ReadToEndAsync();
        byte[] head = new byte[1000];
        await process.StandardOutput.BaseStream.ReadExactlyAsync(head);
        process.StandardOutput.Close();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        Assert.StartsWith("n,t\n0,some text 0\n", Encoding.UTF8.GetString(head), StringComparison.Ordinal);
        Assert.Equal((0, ""), (process.ExitCode, await error));
    }

    [Fact]
    public async Task A_locked_sqlite_file_is_named()
    {
        ShopFile.In(_folder);
        using Process holder = ToolRun.Start("sqlite3", ["-batch", _folder[ShopFile.Name]]);
        await holder.StandardInput.WriteLineAsync("BEGIN EXCLUSIVE; SELECT 'held';");
        await holder.StandardInput.FlushAsync();
        Assert.Equal("held", await holder.StandardOutput.ReadLineAsync());
        ToolRun run = HawserCli.Run(_folder.Path, null, "query", $"sqlite:{ShopFile.Name}?busy_timeout=100ms", "SELECT * FROM items");
        holder.StandardInput.Close();
        await holder.WaitForExitAsync();
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("lock", run.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(ShopFile.Name, run.Error, StringComparison.Ordinal);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void A_read_only_target_is_refused_and_stays_as_it_is()
    {
        ShopFile.In(_folder);
        Sqlite3Judge.Execute(_folder["target.sqlite"], "CREATE TABLE kept (n); INSERT INTO kept VALUES (1);");
        byte[] before = File.ReadAllBytes(_folder["target.sqlite"]);
        ToolRun run = HawserCli.Run(_folder.Path, null, "copy", ShopFile.Name, "sqlite:target.sqlite?read_only=true");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("target.sqlite", run.Error, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(_folder["target.sqlite"]));
    }

    [Fact]
    public void Nothing_is_coloured_and_no_bar_is_drawn_where_no_terminal_is()
    {
        ShopFile.In(_folder);
        ToolRun run = HawserCli.Run(_folder.Path, null, "copy", ShopFile.Name, "duckdb:x.duckdb");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.DoesNotContain('\x1b', run.Error);
        Assert.DoesNotContain('\r', run.Error);
        ToolRun quiet = HawserCli.Run(_folder.Path, null, "copy", ShopFile.Name, "duckdb:y.duckdb", "--quiet");
        Assert.Equal((0, "", ""), (quiet.ExitCode, quiet.Error, quiet.Output));
    }

    private async Task WaitForGrowthAsync(string name)
    {
        // Committed or not, a load writes beside or into the file before it is half done.
        long Size() => Directory.EnumerateFiles(_folder.Path, name + "*").Sum(f => new FileInfo(f).Length);
        long before = Size();
        await WaitForAsync(() => Size() > before + 100_000);
    }

    private static async Task WaitForAsync(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), "nothing happened in two minutes");
            await Task.Delay(5);
        }
    }

    private static async Task<(int ExitCode, string Error)> InterruptAsync(Process process)
    {
        Task<string> error = process.StandardError.ReadToEndAsync();
        ToolRun.Run("kill", ["-INT", $"{process.Id}"]);
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (process.ExitCode, await error);
    }
}
