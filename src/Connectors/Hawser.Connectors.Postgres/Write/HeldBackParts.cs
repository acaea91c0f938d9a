namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// A table's definition in two: what its rows are made of and held to one by one, and what is made when they are all there, which is then quicker, and named by the server after the
/// table's own name: keys and the sequences of columns that number themselves.
/// </summary>
/// <param name="Bare">The first part.</param>
/// <param name="Whole">The whole.</param>
internal sealed record HeldBackParts(TableModel Bare, TableModel Whole)
{
    private static PostgresDialect Dialect => PostgresDialect.Instance;

    /// <summary>Cuts a definition; null when a key names a column that there is not.</summary>
    public static HeldBackParts? Of(TableModel whole)
    {
        IReadOnlyList<string> key = whole.PrimaryKey?.Columns ?? [];
        if (key.Concat(whole.UniqueConstraints.SelectMany(unique => unique.Columns)).Any(name => whole.Column(name) is null))
        {
            return null;
        }

        return new HeldBackParts(whole with { Columns = [.. whole.Columns.Select(Bared)], PrimaryKey = null, UniqueConstraints = [], Comment = UnfinishedName.Comment }, whole);

        ColumnModel Bared(ColumnModel column) => column.Identity is not null ? column with { Identity = null, Default = null, IsNullable = false }
            : key.Contains(column.Name) ? column with { IsNullable = false }
            : column;
    }

    /// <summary>The statements that make the second part, in the order in which CREATE TABLE chooses names.</summary>
    public IEnumerable<string> Statements(TableName table)
    {
        string name = Dialect.QuoteTable(table);
        foreach (ColumnModel column in Whole.Columns.Where(column => column.Identity is not null))
        {
            yield return $"ALTER TABLE {name} ALTER COLUMN {Dialect.QuoteName(column.Name)} ADD {PostgresDialect.IdentityOf(column.Identity!)}";
        }

        if (Whole.PrimaryKey is { } key)
        {
            yield return $"ALTER TABLE {name} ADD {Constraint(key, "PRIMARY KEY")}";
        }

        foreach (KeyModel unique in Whole.UniqueConstraints)
        {
            yield return $"ALTER TABLE {name} ADD {Constraint(unique, "UNIQUE")}";
        }

        yield return $"COMMENT ON TABLE {name} IS {(Whole.Comment is { } comment ? Dialect.TextLiteral(comment) : "NULL")}";
    }

    private static string Constraint(KeyModel key, string kind) =>
        $"{(key.Name is { } name ? $"CONSTRAINT {Dialect.QuoteName(name)} " : "")}{kind} ({string.Join(", ", key.Columns.Select(Dialect.QuoteName))})";
}
