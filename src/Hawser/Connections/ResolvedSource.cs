using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>What a <see cref="Locations.SourceUri"/> stands for.</summary>
/// <param name="Database">The connection, owned by its manager.</param>
/// <param name="Table">The table in it.</param>
public sealed record ResolvedSource(ManagedDatabase Database, TableName Table);
