namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Empties a table in the load's transaction. The server looks at each row at once and refuses to delete one that a row of the same table refers to: such a table is emptied from the leaves.
/// </summary>
internal static class TableEmptying
{
    private const int Referred = 1451;
    private const int NotNull = 1048;

    private static MySqlDialect Dialect => MySqlDialect.Instance;

    /// <summary>Deletes all rows.</summary>
    /// <param name="session">The load's session.</param>
    /// <param name="table">The table.</param>
    /// <param name="references">The foreign keys by which it refers to itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException">Rows of other tables refer to its rows, or those of a ring to each other by columns that are NOT NULL.</exception>
    public static async ValueTask RunAsync(LoadSession session, TableName table, IReadOnlyList<ForeignKeyModel> references, CancellationToken cancellationToken)
    {
        string name = Dialect.QuoteTable(table);
        ConnectorException? refused = null;
        try
        {
            await session.ExecuteAsync($"DELETE FROM {name}", cancellationToken).ConfigureAwait(false);
            return;
        }
        catch (ConnectorException error) when (references.Count > 0 && error.VendorCode == Referred)
        {
            refused = error;
        }

        string leaves = LeavesSql(name, references);
        while ((await session.ExecuteAsync(leaves, cancellationToken).ConfigureAwait(false)).RowsAffected > 0)
        {
        }

        if ((await session.ListAsync($"SELECT 1 FROM {name} LIMIT 1", row => row[0], cancellationToken).ConfigureAwait(false)).Count > 0)
        {
            await DeleteRingsAsync(session, name, references, refused, cancellationToken).ConfigureAwait(false);
        }
    }

    // Rows that refer to themselves or to each other go when they do so no more.
    private static async ValueTask DeleteRingsAsync(LoadSession session, string name, IReadOnlyList<ForeignKeyModel> references, ConnectorException refused, CancellationToken cancellationToken)
    {
        try
        {
            foreach (string column in references.SelectMany(reference => reference.Columns.Except(reference.ReferencedColumns)).Distinct())
            {
                await session.ExecuteAsync($"UPDATE {name} SET {Dialect.QuoteName(column)} = NULL", cancellationToken).ConfigureAwait(false);
            }

            await session.ExecuteAsync($"DELETE FROM {name}", cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error.VendorCode is Referred or NotNull)
        {
            throw new ConnectorException(refused.Status, MySqlErrors.Connector, refused.Detail, error)
            {
                VendorCode = refused.VendorCode, SqlState = refused.SqlState, Hint = error.VendorCode == NotNull
                    ? "Rows that refer to themselves cannot be deleted while foreign keys are checked; empty the table with foreign_key_checks = 0, then append."
                    : "Rows of other tables refer to those that would go.",
            };
        }
    }

    // The rows that no row of the table refers to.
    private static string LeavesSql(string name, IReadOnlyList<ForeignKeyModel> references)
    {
        IEnumerable<string> joins = references.Select((reference, i) =>
        {
            string child = $"c{i}";
            string[] refers = [.. reference.Columns.Select((column, at) => $"{child}.{Dialect.QuoteName(column)} = t.{Dialect.QuoteName(reference.ReferencedColumns[at])}")];
            return $" LEFT JOIN {name} {child} ON {string.Join(" AND ", refers)}";
        });
        return $"DELETE t FROM {name} t{string.Concat(joins)} WHERE {string.Join(" AND ", references.Select((reference, i) => $"c{i}.{Dialect.QuoteName(reference.Columns[0])} IS NULL"))}";
    }
}
