using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>The tables that code gave.</summary>
internal sealed class InMemoryCatalog(Connection connection, InMemoryDatabase database) : DatabaseCatalog(connection)
{
    protected override ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken)
        => new(filter.Catalog is not null || filter.Schema is not null
            ? []
            : [.. database.Tables.Values.Where(table => filter.Name is null || filter.Name == table.Name).OrderBy(table => table.Name, StringComparer.Ordinal).Select(ModelOf)]);

    protected override ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken)
        => new(database.Tables.GetValueOrDefault(table.Name)?.RowCount);

    private static TableModel ModelOf(InMemoryTable table) => new(new TableName(table.Name), [.. table.Schema.Fields.Select(ArrowTypeMap.ColumnOf)]);
}
