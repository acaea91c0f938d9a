using System.Text.Json;
using Hawser.Config;
using Hawser.Registry;
using Hawser.Testing;

namespace Hawser.Tests.Config;

public sealed class ConnectionsSchemaTests
{
    private static string Path => System.IO.Path.Combine(RepositoryPaths.Root, "docs", "reference", "connections.schema.json");

    [Fact]
    public void The_schema_in_the_documentation_is_that_of_the_built_in_connectors()
    {
        var schema = ConnectionsSchema.Write(new ConnectorRegistry(BuiltInConnectors.All));
        if (Environment.GetEnvironmentVariable("HAWSER_APPROVE") == "1")
        {
            File.WriteAllText(Path, schema);
        }

        Assert.True(File.ReadAllText(Path) == schema, $"{Path} is not what the connectors declare; run once with HAWSER_APPROVE=1 and read the difference.");
    }

    [Fact]
    public void Every_option_and_alias_of_every_connector_is_in_it()
    {
        using var schema = JsonDocument.Parse(ConnectionsSchema.Write(ConfigWorld.Registry));
        foreach (var connector in ConfigWorld.Registry.Connectors.Where(connector => connector.OptionGroups.Count > 0))
        {
            var properties = schema.RootElement.GetProperty("$defs").GetProperty(connector.Name).GetProperty("properties");
            foreach (var option in connector.OptionGroups.SelectMany(group => group.Options))
            {
                Assert.All(option.Aliases.Prepend(option.Key), key => Assert.Contains(option.Description, properties.GetProperty(key).GetProperty("description").GetString(), StringComparison.Ordinal));
            }
        }
    }
}
