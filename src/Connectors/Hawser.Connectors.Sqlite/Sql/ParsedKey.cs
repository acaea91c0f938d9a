namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>A PRIMARY KEY or UNIQUE constraint.</summary>
internal sealed record ParsedKey(string? Name, IReadOnlyList<string> Columns);
