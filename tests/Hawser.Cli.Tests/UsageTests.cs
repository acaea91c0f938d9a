using System.IO.Enumeration;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;

namespace Hawser.Cli.Tests;

public sealed class UsageTests
{
    [Theory]
    [InlineData("hawser", "")]
    [InlineData("copy", "copy --help")]
    [InlineData("query", "query --help")]
    [InlineData("schema", "schema -h")]
    [InlineData("connections", "connections --help")]
    [InlineData("connections test", "connections test --help")]
    [InlineData("connectors", "connectors --help")]
    [InlineData("connectors info", "connectors info --help")]
    [InlineData("demo", "demo --help")]
    public void Help_is_what_was_approved(string name, string arguments)
    {
        ToolRun run = HawserCli.Run(arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(0, run.ExitCode);
        Assert.Empty(run.Error);
        Approved.Matches($"help {name}", run.Output);
    }

    [Fact]
    public void The_version_is_one_line()
    {
        ToolRun run = HawserCli.Run("--version");
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"^hawser \d+\.\d+\.\d+\n$", run.Output);
    }

    [Theory]
    [InlineData("cpoy a b", "hawser: unknown verb 'cpoy'; did you mean 'copy'?")]
    [InlineData("xyzzy", "hawser: unknown verb 'xyzzy'; known are copy, query, schema, connections, connectors, demo; see hawser --help")]
    [InlineData("copy a", "hawser: hawser copy needs TARGET; see hawser copy --help")]
    [InlineData("copy a b c", "hawser: unexpected argument 'c'; see hawser copy --help")]
    [InlineData("copy a b --mod append", "hawser: unknown option '--mod'; did you mean '--mode'?")]
    [InlineData("copy a b --mode apend", "hawser: --mode 'apend': did you mean 'append'? It takes create, append, replace, upsert.")]
    [InlineData("copy a b --on-reject quarantine", "hawser: --on-reject quarantine needs a file for the rows, e.g. --on-reject quarantine rejects.arrow.")]
    [InlineData("copy a b --on-reject keep", "hawser: --on-reject is 'stop' or 'quarantine FILE', not 'keep'.")]
    [InlineData("copy a b --workers 0", "hawser: --workers '0': it takes a whole number from 1 to 2147483647.")]
    [InlineData("copy a b --mode append --mode create", "hawser: --mode is given 2 times; once is enough.")]
    [InlineData("copy a b --table", "hawser: --table needs a value; see hawser copy --help")]
    [InlineData("copy a b --memory lots", "hawser: --memory 'lots': it takes a size such as 256MB, 1GiB or 4096.")]
    [InlineData("copy a b --batch-rows 0", "hawser: --batch-rows '0': it takes a whole number from 1 to 2147483647.")]
    [InlineData("copy a b --columns a,,b", "hawser: --columns 'a,,b': a name is empty; it takes names with commas between, and a name with a comma in \"quotes\".")]
    [InlineData("connectors", "hawser: hawser connectors needs one of list, info; see hawser connectors --help")]
    [InlineData("connectors info duckbd", "hawser: unknown connector 'duckbd'; did you mean 'duckdb'?*")]
    [InlineData("connections", "hawser: hawser connections needs one of list, test, schema; see hawser connections --help")]
    [InlineData("connections test nothing", "hawser: no connection is named \"nothing\"; none is configured")]
    [InlineData("query sqlite: x", "hawser: location 'sqlite:': it names no database, and sqlite has none by default; write sqlite:PATH, or sqlite::memory: for one in memory")]
    [InlineData("query @prod x", "hawser: location '@prod': no connection is named 'prod'; none is configured")]
    [InlineData("schema shop.sqlite --config none.yaml", "hawser: none.yaml: there is no such file")]
    [InlineData("query", "hawser: hawser query needs LOCATION; see hawser query --help")]
    [InlineData("query shop.sqlite x --format jason", "hawser: --format 'jason': did you mean 'json'? It takes table, csv, json, jsonl, arrow, parquet.")]
    [InlineData("query shop.sqlite x --format parquet", "hawser: --format parquet: a Parquet file is not written to standard output; name a file with -o.")]
    [InlineData("query shop.sqlite x -o rows.xyz", "hawser: -o 'rows.xyz': its ending tells no format; add --format csv, json, jsonl, arrow, parquet or table.")]
    [InlineData("query shop.sqlite -f nothing.sql", "hawser: -f 'nothing.sql': the file does not exist.")]
    [InlineData("query shop.sqlite", "hawser: shop.sqlite is a database: say what to query, or name a table behind '#'.")]
    [InlineData("query shop.sqlit x", "hawser: location 'shop.sqlit': *'shop.sqlite'?*")]
    [InlineData("query sqllite:shop.sqlite x", "hawser: location '*sqllite:shop.sqlite': *sqlite*")]
    [InlineData("schema shop.sqlite itms", "hawser: [sqlite] there is no table \"itms\" in *shop.sqlite. Did you mean \"items\"?")]
    [InlineData("schema sqlite:shop.sqlite?read_onl=true", "hawser: [sqlite] unknown option \"read_onl\"; did you mean \"read_only\"?*")]
    [InlineData("copy shop.sqlite duckdb:x.duckdb --table itms", "hawser: [sqlite] there is no table \"itms\" in *shop.sqlite. Did you mean \"items\"?")]
    [InlineData("copy shop.sqlite out/", "hawser: out/ is a folder: add --format (csv, parquet, …), or write 'out/*.parquet'.")]
    [InlineData("copy shop.sqlite duckdb:x.duckdb#one", "hawser: shop.sqlite gives 4 tables and duckdb:x.duckdb#one takes one; choose one with --table *")]
    [InlineData("copy nothing.csv duckdb:x.duckdb", "hawser: location 'nothing.csv': there is no such file or folder*")]
    public void Wrong_usage_is_one_line_and_exit_code_2(string arguments, string message)
    {
        using var folder = new TempFolder();
        ShopFile.In(folder);
        ToolRun run = HawserCli.Run(folder.Path, null, arguments.Split(' '));
        Assert.Equal(2, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.Equal(1, run.Error.Count(c => c == '\n'));
        // '*' in a message stands for what differs between machines; '?' matches itself.
        Assert.True(FileSystemName.MatchesSimpleExpression(message, run.Error.TrimEnd('\n'), ignoreCase: false), run.Error);
        Assert.Equal([ShopFile.Name], Directory.EnumerateFileSystemEntries(folder.Path).Select(Path.GetFileName));
    }

    [Fact]
    public void A_query_without_its_target_table_is_refused()
    {
        using var folder = new TempFolder();
        ShopFile.In(folder);
        ToolRun run = HawserCli.Run(folder.Path, null, "copy", ShopFile.Name, "duckdb:x.duckdb", "--query", "select 1");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal("hawser: duckdb:x.duckdb: a query has no name of its own; name the target table, as in duckdb:x.duckdb#NAME.\n", run.Error);
        Assert.False(File.Exists(folder["x.duckdb"]));
    }

    [Fact]
    public void Nothing_matched_is_exit_code_3()
    {
        using var folder = new TempFolder();
        ShopFile.In(folder);
        Directory.CreateDirectory(folder["empty"]);
        ToolRun pattern = HawserCli.Run(folder.Path, null, "copy", ShopFile.Name, "duckdb:x.duckdb", "--table", "nothing_*");
        Assert.Equal((3, "hawser: --table 'nothing_*' matches no table of shop.sqlite.\n"), (pattern.ExitCode, pattern.Error));
        ToolRun files = HawserCli.Run(folder.Path, null, "copy", "empty", "duckdb:x.duckdb");
        Assert.Equal((3, "hawser: empty holds no file of a known format.\n"), (files.ExitCode, files.Error));
        Assert.False(File.Exists(folder["x.duckdb"]));
    }

    [Fact]
    public void A_stack_trace_comes_only_with_debug()
    {
        ToolRun without = HawserCli.Run(null, null, "query", "duckdb:", "select nonsense");
        Assert.Equal(1, without.ExitCode);
        Assert.Equal(1, without.Error.Count(c => c == '\n'));
        ToolRun with = HawserCli.Run(null, null, "query", "duckdb:", "select nonsense", "--debug");
        Assert.Equal(1, with.ExitCode);
        Assert.Contains("   at Hawser.", with.Error, StringComparison.Ordinal);
    }
}
