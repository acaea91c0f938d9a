using Hawser.Connectors.DuckDb.Metadata;

namespace Hawser.Connectors.DuckDb;

/// <summary>What a database holds, from DuckDB's metadata functions: one query each for tables, views, columns, constraints and indexes.</summary>
internal sealed class DuckDbCatalog(DuckDbConnection connection) : DatabaseCatalog(connection)
{
    /// <summary>The tables that match, for callers inside an operation of the connection.</summary>
    public IReadOnlyList<TableModel> Find(CatalogFilter filter, CancellationToken cancellationToken)
    {
        var where = CatalogQueries.Condition(filter, "table_name");
        var parts = new CatalogParts(
            Columns: connection.Ask(CatalogQueries.Columns(where), cancellationToken),
            Constraints: connection.Ask(CatalogQueries.Constraints(where), cancellationToken),
            Indexes: connection.Ask(CatalogQueries.Indexes(where), cancellationToken));
        var relations = connection.Ask(CatalogQueries.Tables(where), cancellationToken).Rows.Select(row => TableModels.OfTable(row, parts));
        if (filter.IncludeViews)
        {
            var views = connection.Ask(CatalogQueries.Views(CatalogQueries.Condition(filter, "view_name")), cancellationToken);
            relations = relations.Concat(views.Rows.Select(row => TableModels.OfView(row, parts)));
        }

        return
        [
            .. relations.OrderBy(table => table.Name.Catalog, StringComparer.Ordinal)
                .ThenBy(table => table.Name.Schema, StringComparer.Ordinal)
                .ThenBy(table => table.Name.Name, StringComparer.Ordinal),
        ];
    }

    /// <summary>One table or view as DuckDB would find it by this name; null when it does not exist.</summary>
    public TableModel? Find(TableName name, CancellationToken cancellationToken)
    {
        var schema = name.Schema ?? (name.Catalog is null ? connection.Ask("SELECT current_schema()", cancellationToken).Rows[0].Text(0) : "main");
        var found = Find(new CatalogFilter { Catalog = name.Catalog, Schema = schema, Name = name.Name, IncludeViews = true }, cancellationToken);
        return found.FirstOrDefault(table => table.Name.Name == name.Name) ?? (found.Count > 0 ? found[0] : null);
    }

    /// <summary>What would break without a table: tables that refer to it, views that name it.</summary>
    public IReadOnlyList<string> FindDependents(TableName table, CancellationToken cancellationToken)
    {
        var referring = connection.Ask(CatalogQueries.Referring(table.Name), cancellationToken).Rows
            .Where(row => row.Text(1) != table.Name)
            .Select(row => $"table {row.Text(0)}.{row.Text(1)} (foreign key)");
        var views = connection.Ask(CatalogQueries.Views(CatalogQueries.Condition(new CatalogFilter(), "view_name")), cancellationToken).Rows
            .Where(row => SqlNames.Mentions(row.Text(4)!, table.Name))
            .Select(row => $"view {row.Text(1)}.{row.Text(2)}");
        return [.. referring.Concat(views)];
    }

    protected override ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken) =>
        new(Find(filter, cancellationToken));

    protected override ValueTask<IReadOnlyList<string>> GetSchemasCoreAsync(CancellationToken cancellationToken) =>
        new([.. connection.Ask(CatalogQueries.Schemas, cancellationToken).Rows.Select(row => row.Text(0)!)]);

    protected override ValueTask<IReadOnlyList<string>> GetSearchPathCoreAsync(CancellationToken cancellationToken) =>
        new([.. connection.Ask("SELECT DISTINCT current_schema() UNION ALL SELECT 'main' WHERE current_schema() <> 'main'", cancellationToken).Rows.Select(row => row.Text(0)!)]);

    protected override ValueTask<IReadOnlyList<SequenceModel>> GetSequencesCoreAsync(CancellationToken cancellationToken) =>
        new([.. connection.Ask(CatalogQueries.Sequences, cancellationToken).Rows.Select(TableModels.OfSequence)]);

    protected override ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken)
    {
        var filter = new CatalogFilter { Catalog = table.Catalog, Schema = table.Schema, Name = table.Name };
        var rows = connection.Ask(CatalogQueries.Tables(CatalogQueries.Condition(filter, "table_name")), cancellationToken).Rows;
        return new(rows.Count == 0 ? null : rows[0].Number(6));
    }

    protected override ValueTask<IReadOnlyList<string>> GetDependentsCoreAsync(TableName table, CancellationToken cancellationToken) =>
        new(FindDependents(table, cancellationToken));
}
