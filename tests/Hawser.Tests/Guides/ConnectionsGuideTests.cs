using Hawser.Config;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Registry;
using Hawser.Testing;

namespace Hawser.Tests.Guides;

public sealed class ConnectionsGuideTests
{
    [Fact]
    public async Task The_program_of_the_guide_works()
    {
        var registry = new ConnectorRegistry(BuiltInConnectors.All);
        await using var manager = new ConnectionManager(registry, new ConnectionsConfiguration(registry));
        manager.Add("memory", new Dictionary<string, string> { ["type"] = "duckdb" });

        await using (var borrowed = await manager.Get("memory").RentAsync())
        {
            borrowed.Connection.Execute("create table orders as select 1 as id");
        }

        var source = manager.Resolve("duckdb://:memory:/orders");
        await using var session = await source.Database.RentAsync();
        var rows = await session.Connection.CountRowsAsync(new ScanRequest(source.Table));
        Assert.Equal(1, rows);
    }

    [Fact]
    public void The_program_of_the_guide_is_the_one_above()
    {
        var guide = File.ReadAllText(Path.Combine(RepositoryPaths.Root, "docs", "guides", "connections.md"));
        var start = guide.IndexOf("```csharp\n", StringComparison.Ordinal) + 10;
        var shown = guide[start..guide.IndexOf("```", start, StringComparison.Ordinal)].Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);
        var source = File.ReadAllLines(Path.Combine(RepositoryPaths.Root, "tests", "Hawser.Tests", "Guides", "ConnectionsGuideTests.cs")).Select(line => line.Trim()).Where(line => line.Length > 0);
        Assert.Contains(string.Join('\n', shown), string.Join('\n', source), StringComparison.Ordinal);
    }
}
