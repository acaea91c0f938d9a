using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A location with everything that is needed to open it.</summary>
/// <param name="Location">The location as it was parsed.</param>
/// <param name="Connector">The connector that serves it.</param>
/// <param name="Options">Checked options for <see cref="Connector.Open"/>.</param>
/// <param name="Relation">The table, file or call that the location names, or null for the database as a whole.</param>
public sealed record ResolvedLocation(Location Location, Connector Connector, ConnectorOptions Options, Relation? Relation)
{
    /// <summary>How the sessions of a named connection are pooled; null for what has no name and so no such settings.</summary>
    public PoolOptions? Pool { get; init; }

    /// <summary>Opens the database. The caller disposes it.</summary>
    /// <returns>The database, without a connection yet.</returns>
    /// <exception cref="ConnectorException">It cannot be opened that way.</exception>
    public Database Open() => Connector.Open(Options);

    /// <summary>The location with its secrets masked.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => Location.ToString();
}
