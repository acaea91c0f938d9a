using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>The catalog of a connector that has files and no tables.</summary>
internal sealed class NoTables(Connection connection) : DatabaseCatalog(connection)
{
    protected override ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken) => new([]);
}
