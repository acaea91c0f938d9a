using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Connecting;

/// <summary>A named connection as <c>hawser connections list</c> shows it.</summary>
internal sealed record ListedConnection(string Name)
{
    public string? Connector { get; private init; }

    /// <summary>Where it leads, secrets masked.</summary>
    public string? Location { get; private init; }

    /// <summary>Where it is defined.</summary>
    public string? Origin { get; private init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Problem { get; private init; }

    public static IReadOnlyList<ListedConnection> All() => [.. Engines.Connections.Names.Select(Of)];

    public static CliException NoneConfigured() =>
        CliException.NothingMatched($"no connection is configured; looked in {string.Join(", ", Engines.Connections.Places)}.");

    private static ListedConnection Of(string name)
    {
        NamedConnection? connection = null;
        try
        {
            connection = Engines.Connections.Find(name)!;
            (Connector connector, ConnectorOptions options) = Engines.Registry.Check(connection);
            PoolOptions.Of(connection);
            return new ListedConnection(name) { Connector = connector.Name, Location = ConnectionUri.Of(connector, options).ToString(), Origin = connection.Origin };
        }
        catch (ConnectorException error)
        {
            return new ListedConnection(name) { Connector = connection?.Connector, Origin = connection?.Origin, Problem = error.Message };
        }
    }
}
