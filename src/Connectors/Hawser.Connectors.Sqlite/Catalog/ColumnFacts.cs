namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>One column of a table.</summary>
/// <param name="Name">The name.</param>
/// <param name="DeclaredType">The type text, empty for none.</param>
/// <param name="IsNotNull">Whether NOT NULL was declared.</param>
/// <param name="KeyPosition">The place in the primary key from 1; 0 outside it.</param>
/// <param name="IsGenerated">Whether it is computed.</param>
internal sealed record ColumnFacts(string Name, string DeclaredType, bool IsNotNull, int KeyPosition, bool IsGenerated);
