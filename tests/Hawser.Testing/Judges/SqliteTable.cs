namespace Hawser.Testing.Judges;

/// <summary>What the sqlite3 command line found.</summary>
/// <param name="Columns">The columns with their declared types; an expression's is empty.</param>
/// <param name="Rows">The values row by row.</param>
public sealed record SqliteTable(IReadOnlyList<JudgedColumn> Columns, IReadOnlyList<IReadOnlyList<SqliteValue>> Rows);
