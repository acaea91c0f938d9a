using System.Text.Json;
using Hawser.Cli.Connecting;
using Hawser.Connections;

namespace Hawser.Cli.Rendering;

/// <summary>Named connections for programs.</summary>
internal static class ConnectionJson
{
    public static void WriteList(Utf8JsonWriter json, IReadOnlyList<ListedConnection> connections)
    {
        json.WriteStartObject();
        json.WriteArray("connections", connections, (writer, connection) =>
        {
            writer.WriteString("name", connection.Name);
            writer.WriteStringIf("connector", connection.Connector);
            writer.WriteStringIf("location", connection.Location);
            writer.WriteStringIf("origin", connection.Origin);
            writer.WriteStringIf("problem", connection.Problem);
        });
        json.WriteEndObject();
    }

    public static void WriteTests(Utf8JsonWriter json, IReadOnlyList<ConnectionTestResult> results)
    {
        json.WriteStartObject();
        json.WriteArray("connections", results, (writer, result) =>
        {
            writer.WriteString("name", result.Name);
            writer.WriteBoolean("works", result.IsWorking);
            writer.WriteString("problem", Words.Key(result.Problem));
            writer.WriteStringIf("connector", result.Connector);
            writer.WriteStringIf("location", result.Location);
            writer.WriteStringIf("server_version", result.ServerVersion);
            writer.WriteNumber("seconds", Math.Round(result.Elapsed.TotalSeconds, 3));
            writer.WriteStringIf("message", result.Message);
            writer.WriteStringIf("hint", result.Hint);
        });
        json.WriteEndObject();
    }
}
