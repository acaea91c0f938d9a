namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>A row of <c>PRAGMA table_xinfo</c>.</summary>
/// <param name="Name">The column.</param>
/// <param name="DeclaredType">Its type text, empty for none.</param>
/// <param name="IsNotNull">Whether NOT NULL was declared.</param>
/// <param name="Default">The default as written; null for none.</param>
/// <param name="Hidden">0 for a plain column, 2 for a virtual and 3 for a stored generated one.</param>
internal sealed record ColumnRow(string Name, string DeclaredType, bool IsNotNull, string? Default, int Hidden);
