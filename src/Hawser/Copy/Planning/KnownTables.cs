using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>The tables that a copy finds in a database, and where a name without a schema is looked up.</summary>
internal sealed record KnownTables(IReadOnlyList<TableModel> Tables, IReadOnlyList<string> SearchPath)
{
    public static KnownTables None { get; } = new([], []);

    public static async ValueTask<KnownTables> ReadAsync(Connection connection, CancellationToken cancellationToken) => new(
        await connection.Catalog.GetTablesAsync(new CatalogFilter { IncludeViews = true }, cancellationToken).ConfigureAwait(false),
        await connection.Catalog.GetSearchPathAsync(cancellationToken).ConfigureAwait(false));

    public TableModel? Find(TableName name) => TableLookup.Find(Tables, name, SearchPath);
}
