namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>What a stored <c>CREATE INDEX</c> says beyond the pragmas: its parts as written, without COLLATE and direction, and the condition of a partial index.</summary>
internal sealed record ParsedIndex(IReadOnlyList<string> Parts, string? Predicate);
