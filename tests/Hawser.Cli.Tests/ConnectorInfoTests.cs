using System.Text.Json;
using Hawser.Cli.Rendering;
using Hawser.Cli.Tests.Support;

namespace Hawser.Cli.Tests;

public sealed class ConnectorInfoTests
{
    [Fact]
    public void The_ways_of_logging_in_are_shown_with_what_each_needs()
    {
        string text = ConnectorText.Describe(new ModesConnector());
        Approved.Matches("connectors info with auth modes", text);
        Assert.Contains("auth_mode:       password (user, password)   token (token)   browser", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_get_them_too()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            ConnectorJson.Write(json, new ModesConnector());
        }

        JsonElement groups = JsonDocument.Parse(stream.ToArray()).RootElement.GetProperty("option_groups");
        Assert.Equal(["password", "token", "browser"], groups.EnumerateArray().Where(g => g.TryGetProperty("when_key", out JsonElement key) && key.GetString() == "auth_mode").Select(g => g.GetProperty("when_value").GetString()));
    }
}
