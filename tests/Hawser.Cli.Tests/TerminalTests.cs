using System.Runtime.InteropServices;
using System.Text.RegularExpressions;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;

namespace Hawser.Cli.Tests;

[Collection(AloneCollection.Name)]
public sealed class TerminalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("", true)]
    [InlineData("1", false)]
    public void A_terminal_gets_bars_and_colours_unless_no_color_is_set(string noColor, bool isColoured)
    {
        ShopFile.In(_folder);
        string program = Path.Combine(AppContext.BaseDirectory, "Hawser.Cli");
        string command = $"stty cols 120; '{program}' copy {ShopFile.Name} duckdb:x.duckdb";
        string runtime = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
        var environment = new Dictionary<string, string?> { ["NO_COLOR"] = noColor, ["TERM"] = "xterm", ["DOTNET_ROOT"] = runtime };
        ToolRun run = ToolRun.Run("script", ["-qec", command, "/dev/null"], default, _folder.Path, environment);
        Assert.True(run.ExitCode == 0, run.Output);
        Assert.Contains("━", run.Output, StringComparison.Ordinal);
        Assert.Contains("4 tables, 8 rows", run.Output, StringComparison.Ordinal);
        Assert.Equal(isColoured, Regex.IsMatch(run.Output, @"\x1b\[[0-9;]*[39][0-9]m"));
    }
}
