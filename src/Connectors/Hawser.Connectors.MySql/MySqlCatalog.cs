using System.Globalization;
using Hawser.Connectors.MySql.Metadata;
using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql;

/// <summary>What a server's databases hold: a handful of queries for any number of tables. A database is a schema here; without one named, the connection's own is meant, or all where it has none.</summary>
internal sealed class MySqlCatalog(MySqlConnection connection) : DatabaseCatalog(connection)
{
    private const string Where = "the catalog";

    /// <summary>A table or view, read inside another operation; null when it is not there.</summary>
    public async ValueTask<TableModel?> ReadAsync(TableName name, CancellationToken cancellationToken)
    {
        var filter = new CatalogFilter { Catalog = name.Catalog, Schema = name.Schema, Name = name.Name, IncludeViews = true };
        IReadOnlyList<TableModel> found = await GetTablesCoreAsync(filter, cancellationToken).ConfigureAwait(false);
        return TableLookup.Find(found, name, await GetSearchPathCoreAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The error for a table that is not there, with the nearest name that is.</summary>
    public async ValueTask<ConnectorException> MissingAsync(TableName name, CancellationToken cancellationToken)
    {
        IReadOnlyList<TableModel> all = await GetTablesCoreAsync(new CatalogFilter { Schema = name.Schema, IncludeViews = true }, cancellationToken).ConfigureAwait(false);
        string? nearest = NearestName.Find(name.Name, all.Select(table => table.Name.Name));
        return new ConnectorException(ConnectorStatus.NotFound, MySqlErrors.Connector, $"there is no table \"{name}\" in {connection.Database.DisplayName}.")
        {
            SqlState = "42S02",
            Hint = nearest is not null ? $"Did you mean \"{nearest}\"?" : all.Count == 0 ? "It holds no tables." : "hawser schema lists its tables.",
        };
    }

    protected override async ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken)
    {
        if (connection.KnownTables is not { } known)
        {
            return await ReadTablesAsync(filter, cancellationToken).ConfigureAwait(false);
        }

        return known.TryGetValue(filter, out IReadOnlyList<TableModel>? tables) ? tables : known[filter] = await ReadTablesAsync(filter, cancellationToken).ConfigureAwait(false);
    }

    protected override async ValueTask<IReadOnlyList<string>> GetSchemasCoreAsync(CancellationToken cancellationToken) =>
        await TextRows.ListAsync(connection.Session, CatalogQueries.Schemas, Where, row => row[0]!, cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<IReadOnlyList<string>> GetSearchPathCoreAsync(CancellationToken cancellationToken) =>
        [.. (await TextRows.ListAsync(connection.Session, "SELECT database()", Where, row => row[0], cancellationToken).ConfigureAwait(false)).OfType<string>()];

    protected override async ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken)
    {
        string database = table.Schema is { } schema ? MySqlDialect.Instance.TextLiteral(schema) : "database()";
        string sql = $"SELECT table_rows FROM information_schema.tables WHERE table_schema = {database} AND table_name = {MySqlDialect.Instance.TextLiteral(table.Name)}";
        List<string?> rows = await TextRows.ListAsync(connection.Session, sql, Where, row => row[0], cancellationToken).ConfigureAwait(false);
        return rows is [{ } text] ? long.Parse(text, CultureInfo.InvariantCulture) : null;
    }

    protected override async ValueTask<IReadOnlyList<string>> GetDependentsCoreAsync(TableName table, CancellationToken cancellationToken) =>
        await TextRows.ListAsync(connection.Session, DependentQueries.All(table), Where, row => row[0]!, cancellationToken).ConfigureAwait(false);

    private async ValueTask<IReadOnlyList<TableModel>> ReadTablesAsync(CatalogFilter filter, CancellationToken cancellationToken)
    {
        ServerFacts facts = connection.Facts;
        var queries = new CatalogQueries(facts, filter, connection.DefaultDatabase);
        var drafts = new List<TableDraft>();
        var byName = new Dictionary<(string?, string?), TableDraft>();
        await EachAsync(queries.Tables, row =>
        {
            var draft = new TableDraft(row, facts, connection.Rules);
            drafts.Add(draft);
            byName[(row[0], row[1])] = draft;
        }).ConfigureAwait(false);
        if (drafts.Count > 0)
        {
            await AddAsync(queries.Columns, (draft, row) => draft.AddColumn(row)).ConfigureAwait(false);
            await AddAsync(queries.IndexParts, (draft, row) => draft.AddIndexPart(row)).ConfigureAwait(false);
            await AddAsync(queries.ForeignKeys, (draft, row) => draft.AddKeyPart(row)).ConfigureAwait(false);
            await AddAsync(facts.HasChecks ? queries.Checks : null, (draft, row) => draft.AddCheck(row)).ConfigureAwait(false);
            await AddAsync(queries.Triggers, (draft, row) => draft.AddTrigger(row)).ConfigureAwait(false);
            await AddAsync(queries.Partitions, (draft, row) => draft.AddPartitions(row)).ConfigureAwait(false);
        }

        // The server's order is that of a collation.
        return [.. drafts.Select(draft => draft.ToModel()).OrderBy(table => table.Name.Schema, StringComparer.Ordinal).ThenBy(table => table.Name.Name, StringComparer.Ordinal)];

        async ValueTask EachAsync(string sql, Action<string?[]> take)
        {
            foreach (string?[] row in await TextRows.ListAsync(connection.Session, sql, Where, row => row.ToArray(), cancellationToken).ConfigureAwait(false))
            {
                take(row);
            }
        }

        ValueTask AddAsync(string? sql, Action<TableDraft, string?[]> add) => sql is null ? default : EachAsync(sql, row =>
        {
            if (byName.TryGetValue((row[0], row[1]), out TableDraft? draft))
            {
                add(draft, row);
            }
        });
    }
}
