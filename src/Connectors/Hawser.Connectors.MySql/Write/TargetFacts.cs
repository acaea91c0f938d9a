namespace Hawser.Connectors.MySql.Write;

/// <summary>What decides how a table is loaded and emptied, besides what the catalog tells.</summary>
/// <param name="Engine">The table's storage engine.</param>
/// <param name="IsTransactional">Whether what is written into it can be undone.</param>
/// <param name="CharacterSets">The character set of each column that holds text.</param>
internal sealed record TargetFacts(string Engine, bool IsTransactional, IReadOnlyDictionary<string, string> CharacterSets)
{
    /// <summary>Asks the server.</summary>
    public static async ValueTask<TargetFacts> AskAsync(LoadSession session, TableName table, CancellationToken cancellationToken)
    {
        string database = MySqlDialect.Instance.TextLiteral(table.Schema!), name = MySqlDialect.Instance.TextLiteral(table.Name);
        List<(string? Engine, bool IsTransactional)> engines = await session.ListAsync(
            $"SELECT t.engine, e.transactions FROM information_schema.tables t LEFT JOIN information_schema.engines e ON e.engine = t.engine WHERE t.table_schema = {database} AND t.table_name = {name}",
            row => (row[0], row[1] == "YES"),
            cancellationToken).ConfigureAwait(false);
        List<(string Column, string Set)> sets = await session.ListAsync(
            $"SELECT column_name, character_set_name FROM information_schema.columns WHERE table_schema = {database} AND table_name = {name} AND character_set_name IS NOT NULL",
            row => (row[0]!, row[1]!),
            cancellationToken).ConfigureAwait(false);
        return engines.Count == 0
            ? throw new ConnectorException(ConnectorStatus.NotFound, MySqlErrors.Connector, $"{session.Where}: the table {table} is not there any more.")
            : new TargetFacts(engines[0].Engine ?? "", engines[0].IsTransactional, sets.ToDictionary(set => set.Column, set => set.Set));
    }

    /// <summary>Whether a column's text is UTF-8, which the bytes of a file then are too.</summary>
    public bool IsUtf8(string column) => CharacterSets.TryGetValue(column, out string? set) && set is "utf8mb4" or "utf8mb3" or "utf8";
}
