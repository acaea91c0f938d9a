using System.Text.RegularExpressions;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;

namespace Hawser.Cli.Tests;

/// <summary>What docs/guides/connections.md shows, works as it stands there.</summary>
public sealed partial class ConnectionsGuideTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _guide = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "guides", "connections.md"));

    [Fact]
    public void Every_command_of_the_guide_runs_on_the_file_of_the_guide()
    {
        ShopFile.In(_folder);
        _folder.Write("connections.yaml", Block("yaml"));
        string[] commands = [.. Block("console").Split('\n').Where(line => line.StartsWith("$ hawser ", StringComparison.Ordinal))];
        Assert.True(commands.Length > 5);
        foreach (string command in commands)
        {
            string[] arguments = [.. Words().Matches(command["$ hawser ".Length..]).Select(match => match.Value.Trim('"'))];
            ToolRun run = HawserCli.Run(_folder.Path, null, arguments);
            Assert.True(run.ExitCode == 0, $"{command}\n{run.Output}\n{run.Error}");
        }
    }

    [Fact]
    public void The_schema_that_is_printed_is_the_one_of_the_documentation()
        => Assert.Equal(File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "reference", "connections.schema.json")), HawserCli.Run(null, null, "connections", "schema").Output);

    public void Dispose() => _folder.Dispose();

    private string Block(string language)
    {
        int start = _guide.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return _guide[start.._guide.IndexOf("```", start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("\"[^\"]*\"|\\S+")]
    private static partial Regex Words();
}
