using Hawser.Arrow;
using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>The comments of a table's columns: the user's own words, and behind them the mark of the type that the column was made for.</summary>
internal static class ColumnComments
{
    /// <summary>Gives every column the mark that its planned field needs, and takes away one that says something else; the user's words stay.</summary>
    public static async ValueTask MarkAsync(LoadSession session, ScannedTable table, TableModel definition, CancellationToken cancellationToken)
    {
        List<string> statements = [];
        foreach (ColumnModel planned in definition.Columns)
        {
            PgColumn? column = table.Columns.FirstOrDefault(c => c.Name.Equals(planned.Name, StringComparison.OrdinalIgnoreCase));
            if (column is not null && CommentMarks.For(column.Type, planned.Field) is var mark && !Equals(mark, column.Mark))
            {
                statements.Add(Set(table.Name, column.Name, ColumnMark.Append(column.Comment, mark)));
            }
        }

        if (statements.Count > 0)
        {
            await session.ExecuteAsync(statements, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The statement that sets a column's comment, or takes it away.</summary>
    public static string Set(TableName table, string column, string? comment)
    {
        PostgresDialect dialect = PostgresDialect.Instance;
        return $"COMMENT ON COLUMN {dialect.QuoteTable(table)}.{dialect.QuoteName(column)} IS {(comment is null ? "NULL" : dialect.TextLiteral(comment))}";
    }
}
