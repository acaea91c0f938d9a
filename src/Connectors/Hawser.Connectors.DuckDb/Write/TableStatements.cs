namespace Hawser.Connectors.DuckDb.Write;

/// <summary>The statements that make a table: CREATE TABLE and its comments.</summary>
internal static class TableStatements
{
    public static IEnumerable<string> Create(TableModel table)
    {
        var dialect = DuckDbDialect.Instance;
        if (table.Kind is TableKind.View)
        {
            yield return $"CREATE VIEW {dialect.QuoteTable(table.Name)} AS {table.ViewDefinition}";
        }
        else
        {
            yield return dialect.CreateTable(table);
        }

        var kind = table.Kind is TableKind.View ? "VIEW" : "TABLE";
        if (table.Comment is { } comment)
        {
            yield return $"COMMENT ON {kind} {dialect.QuoteTable(table.Name)} IS {dialect.TextLiteral(comment)}";
        }

        foreach (var column in table.Columns.Where(column => column.Comment is not null))
        {
            yield return $"COMMENT ON COLUMN {dialect.QuoteTable(table.Name)}.{dialect.QuoteName(column.Name)} IS {dialect.TextLiteral(column.Comment!)}";
        }
    }
}
