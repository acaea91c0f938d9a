namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>A CHECK constraint: its name when it has one, the expression without its parentheses, and the column that it was written at.</summary>
internal sealed record ParsedCheck(string? Name, string Expression, string? Column);
