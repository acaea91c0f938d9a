using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample;

/// <summary>The depot's list of tables as table models: one request, however many tables there are.</summary>
internal sealed class DepotCatalog(DepotConnection connection) : DatabaseCatalog(connection)
{
    public static TableModel ModelOf(DepotTable table) => new(new TableName(table.Name), [.. table.Columns.Select(ColumnOf)])
    {
        PrimaryKey = table.Key.Count > 0 ? new KeyModel(null, table.Key) : null,
    };

    public static ColumnModel ColumnOf(DepotColumn column)
    {
        SourceColumn source = DepotTypeMap.Instance.ToArrow(column.Type);
        return new ColumnModel(column.Name, column.Type, source.Field.WithName(column.Name).WithNullable(!column.IsRequired))
        {
            IsNullable = !column.IsRequired,
            ReadFidelity = source.Fidelity,
            ReadNote = source.Note,
        };
    }

    protected override async ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken)
    {
        IReadOnlyList<DepotTable> tables = await connection.Client.ListTablesAsync(cancellationToken).ConfigureAwait(false);
        return filter.Catalog is null && filter.Schema is null
            ? [.. tables.Where(t => filter.Name is null || filter.Name == t.Name).Select(ModelOf)]
            : [];
    }

    protected override async ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken) =>
        (await connection.Client.GetTableAsync(table, cancellationToken).ConfigureAwait(false)).Rows;
}
