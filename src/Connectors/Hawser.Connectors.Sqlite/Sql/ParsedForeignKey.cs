namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>What the pragma does not tell of a foreign key.</summary>
internal sealed record ParsedForeignKey(string? Name, bool IsDeferrable, bool IsInitiallyDeferred);
