using System.Globalization;
using System.Text;
using Hawser.Cli.Connecting;
using Hawser.Connections;

namespace Hawser.Cli.Rendering;

/// <summary>Named connections for people.</summary>
internal static class ConnectionText
{
    public static string List(IReadOnlyList<ListedConnection> connections)
    {
        var table = new TextTable("name", "engine", "leads to", "defined in");
        foreach (ListedConnection connection in connections)
        {
            table.Add(connection.Name, connection.Connector ?? "", connection.Location ?? "", connection.Origin ?? "");
        }

        var text = new StringBuilder();
        table.WriteTo(text);
        foreach (ListedConnection wrong in connections.Where(c => c.Problem is not null))
        {
            text.Append('\n').Append(CellText.Visible(wrong.Name)).Append(": ").Append(CellText.Visible(wrong.Problem!)).Append('\n');
        }

        return text.ToString();
    }

    public static string Tests(IReadOnlyList<ConnectionTestResult> results)
    {
        var text = new StringBuilder();
        foreach (ConnectionTestResult result in results)
        {
            string time = string.Create(CultureInfo.InvariantCulture, $"{result.Elapsed.TotalSeconds:0.00} s");
            text.Append(CellText.Visible(result.Name)).Append(": ").Append(result.IsWorking ? $"works, {Version(result)}{time}" : $"{Words.Of(result.Problem)}, {time}").Append('\n');
            Line(text, result.Location);
            Line(text, result.Message);
            Line(text, result.Hint);
        }

        return text.ToString();
    }

    private static string Version(ConnectionTestResult result) => result.ServerVersion is { } version ? $"{CellText.Visible(version)}, " : "";

    private static void Line(StringBuilder text, string? line)
    {
        if (line is { Length: > 0 })
        {
            text.Append("  ").Append(CellText.Visible(line)).Append('\n');
        }
    }
}
