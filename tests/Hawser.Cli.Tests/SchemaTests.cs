using System.Text.Json;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;

namespace Hawser.Cli.Tests;

public sealed class SchemaTests
{
    [Theory]
    [InlineData("schema text", "schema shop.sqlite")]
    [InlineData("schema json", "schema shop.sqlite items --json")]
    [InlineData("schema table with a reserved name", "schema shop.sqlite order")]
    [InlineData("connectors list", "connectors list")]
    public void What_is_shown_is_what_was_approved(string name, string arguments)
    {
        using var folder = new TempFolder();
        ShopFile.In(folder);
        ToolRun run = HawserCli.Run(folder.Path, null, arguments.Split(' '));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches(name, run.Output);
    }

    [Fact]
    public void The_columns_of_a_file_are_shown()
    {
        using var folder = new TempFolder();
        folder.Write("days.csv", "day,n\n2024-02-29,1\n");
        ToolRun run = HawserCli.Run(folder.Path, null, "schema", "days.csv", "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement columns = JsonDocument.Parse(run.Output).RootElement.GetProperty("tables")[0].GetProperty("columns");
        Assert.Equal(["day date32", "n int64"], columns.EnumerateArray().Select(c => $"{c.GetProperty("name")} {c.GetProperty("arrow_type")}"));
    }

    [Fact]
    public void A_connector_is_described_for_people()
    {
        ToolRun run = HawserCli.Run(null, null, "connectors", "info", "duckdb");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith("duckdb   DuckDB", run.Output, StringComparison.Ordinal);
        Assert.All(["  locations:       duckdb:PATH[#TABLE]", "\noptions: ", "  read_only ", "\nfile formats\n", "\ntypes\n", "HUGEINT"], part => Assert.Contains(part, run.Output, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("duckdb")]
    [InlineData("sqlite3")]
    [InlineData("arrow")]
    public void A_connector_is_described_as_json(string name)
    {
        ToolRun run = HawserCli.Run(null, null, "connectors", "info", name, "--json");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonElement connector = JsonDocument.Parse(run.Output).RootElement;
        Assert.StartsWith(connector.GetProperty("name").GetString()!, name, StringComparison.Ordinal);
        Assert.NotEqual(0, connector.GetProperty("types").GetArrayLength());
        Assert.NotEqual(0, connector.GetProperty("capabilities").GetArrayLength());
    }
}
