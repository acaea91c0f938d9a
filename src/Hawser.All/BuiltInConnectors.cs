using Hawser.Connectors;
using Hawser.Connectors.DuckDb;
using Hawser.Connectors.MySql;
using Hawser.Connectors.Postgres;
using Hawser.Connectors.Sqlite;
using Hawser.Locations;

namespace Hawser;

/// <summary>Every connector that comes with Hawser.</summary>
public static class BuiltInConnectors
{
    /// <summary>One of each, in the order of their names. Stateless, so the list may be shared.</summary>
    public static IReadOnlyList<Connector> All { get; } = [new ArrowConnector(), new DuckDbConnector(), new MySqlConnector(), new PostgresConnector(), new SqliteConnector()];
}
