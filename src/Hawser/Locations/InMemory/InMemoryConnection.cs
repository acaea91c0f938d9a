using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Reads tables in memory.</summary>
internal sealed class InMemoryConnection : Connection
{
    private readonly InMemoryDatabase _database;

    public InMemoryConnection(InMemoryDatabase database)
        : base(database)
    {
        _database = database;
        Catalog = new InMemoryCatalog(this, database);
    }

    public override DatabaseCatalog Catalog { get; }

    protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) => throw NotSupported("queries");

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken)
    {
        var schema = TableOf(relation).Schema;
        return new(new RelationDescription([.. schema.Fields.Select(ArrowTypeMap.ColumnOf)]) { Metadata = schema.Metadata });
    }

    protected override ValueTask<Arrow.RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        if (request.Filter is not null || request.Order.Count > 0)
        {
            throw NotSupported("filters or orders");
        }

        var table = TableOf(request.Relation);
        var (first, end) = PartsOf(request.Partition, table);
        return new(ShapedReader.Of(table.Open(first, end, request.ReadOptions), request, InMemoryConnector.ConnectorName));
    }

    protected override ValueTask<long> CountRowsCoreAsync(ScanRequest request, CancellationToken cancellationToken)
        => request is { Filter: null, Limit: null, Partition: null } && TableOf(request.Relation).RowCount is { } rows
            ? new(rows)
            : base.CountRowsCoreAsync(request, cancellationToken);

    protected override ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken)
    {
        var parts = TableOf(request.Relation).Parts;
        var shares = request.Limit is null ? Math.Min(count, parts) : 1;
        return shares == 1
            ? base.PartitionCoreAsync(request, count, cancellationToken)
            : new([.. Enumerable.Range(0, shares).Select(index => ToPartition((int)((long)parts * index / shares), (int)((long)parts * (index + 1) / shares)))]);
    }

    protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) => throw NotSupported("loads");

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    private static Partition ToPartition(int first, int end)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"{first}-{end}");
        return new Partition(token, token);
    }

    private static (int First, int End) PartsOf(Partition? partition, InMemoryTable table)
    {
        if (partition is not { Token.Length: > 0 })
        {
            return (0, table.Parts);
        }

        var ends = partition.Token.Split('-');
        return ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var end)
            ? (first, end)
            : throw new ArgumentException("the partition is not one of this connector");
    }

    private InMemoryTable TableOf(Relation relation)
    {
        if (relation is TableName { Catalog: null, Schema: null } name && _database.Tables.TryGetValue(name.Name, out var table))
        {
            return table;
        }

        var nearest = NearestName.Find(relation.DisplayName, _database.Tables.Keys);
        throw new ConnectorException(ConnectorStatus.NotFound, InMemoryConnector.ConnectorName, $"there is no table \"{relation.DisplayName}\" in memory.")
        {
            Hint = nearest is null ? null : $"Did you mean \"{nearest}\"?",
        };
    }
}
