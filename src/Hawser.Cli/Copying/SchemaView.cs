using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>Everything that <c>hawser schema</c> shows, read.</summary>
internal sealed record SchemaView(string Location, string Connector, string? ServerVersion, IReadOnlyList<TableModel> Tables, IReadOnlyList<SequenceModel> Sequences)
{
    /// <summary>About how many rows each table has, where the engine can say so cheaply.</summary>
    public IReadOnlyDictionary<TableName, long> EstimatedRows { get; private init; } = new Dictionary<TableName, long>();

    public static async Task<SchemaView> ReadAsync(SchemaRequest request, CancellationToken cancellationToken)
    {
        ResolvedLocation location = Engines.Locations.Resolve(request.Location, ConnectorRoles.Source);
        if (location.Relation is not null && request.Table is not null)
        {
            throw CliException.Usage($"{location} names what to show already; leave out '{request.Table}'.");
        }

        Database database = Engines.OpenToRead(location);
        await using (database.ConfigureAwait(false))
        {
            Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                return await ReadAsync(request, location, connection, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async Task<SchemaView> ReadAsync(SchemaRequest request, ResolvedLocation location, Connection connection, CancellationToken cancellationToken)
    {
        IReadOnlyList<TableModel> tables = await FindAsync(request, location, connection, cancellationToken).ConfigureAwait(false);
        if (request.Types == TypeMode.Scan)
        {
            tables = await ScanAsync(tables, connection, cancellationToken).ConfigureAwait(false);
        }

        bool isWhole = location.Relation is null && request.Table is null;
        IReadOnlyList<SequenceModel> sequences = isWhole ? await connection.Catalog.GetSequencesAsync(cancellationToken).ConfigureAwait(false) : [];
        var rows = new Dictionary<TableName, long>();
        foreach (TableModel table in tables.Where(t => t.Kind == TableKind.Table && location.Relation is null or TableName))
        {
            if (await connection.Catalog.EstimateRowCountAsync(table.Name, cancellationToken).ConfigureAwait(false) is { } count)
            {
                rows[table.Name] = count;
            }
        }

        return new SchemaView(location.ToString(), connection.Database.Connector.Name, connection.Database.ServerVersion, tables, sequences) { EstimatedRows = rows };
    }

    private static async Task<IReadOnlyList<TableModel>> FindAsync(SchemaRequest request, ResolvedLocation location, Connection connection, CancellationToken cancellationToken)
    {
        switch (location.Relation)
        {
            case null when request.Table is null:
                return await connection.Catalog.GetTablesAsync(new CatalogFilter { IncludeViews = true }, cancellationToken).ConfigureAwait(false);
            case null:
                return [await TableLookup.GetAsync(connection.Catalog, request.Table, cancellationToken).ConfigureAwait(false)];
            case TableName name:
                return [await connection.Catalog.GetTableAsync(name, cancellationToken).ConfigureAwait(false)];
            case var relation:
                var options = new ReadOptions { TypeMode = request.Types };
                RelationDescription description = await connection.DescribeAsync(relation, options, cancellationToken).ConfigureAwait(false);
                return [new TableModel(new TableName(relation.DisplayName), description.Columns) { Kind = TableKind.External }];
        }
    }

    private static async Task<IReadOnlyList<TableModel>> ScanAsync(IReadOnlyList<TableModel> tables, Connection connection, CancellationToken cancellationToken)
    {
        var scanned = new List<TableModel>();
        foreach (TableModel table in tables)
        {
            RelationDescription description = table.Kind == TableKind.External
                ? new RelationDescription(table.Columns)
                : await connection.DescribeAsync(table.Name, new ReadOptions { TypeMode = TypeMode.Scan }, cancellationToken).ConfigureAwait(false);
            var found = description.Columns.ToDictionary(c => c.Name, StringComparer.Ordinal);
            scanned.Add(table with
            {
                Columns = [.. table.Columns.Select(c => found.TryGetValue(c.Name, out ColumnModel? d) ? c with { Field = d.Field, ReadFidelity = d.ReadFidelity, ReadNote = d.ReadNote } : c)],
            });
        }

        return scanned;
    }
}
