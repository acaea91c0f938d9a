using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Conformance.Contract;

/// <summary>The least that a connector can be: a sink that writes nothing.</summary>
internal sealed class WriteOnlyConnector : Connector
{
    public override string Name => "writeonly";

    public override string Description => "A sink that writes nothing";

    public override IReadOnlyList<OptionGroup> OptionGroups => [];

    public override UriKeys UriKeys { get; } = new();

    public override ConnectorRoles Roles => ConnectorRoles.Sink;

    public override Capabilities Capabilities { get; } = new();

    public override TypeMap TypeMap => InMemoryConnector.Instance.TypeMap;

    public override Database Open(ConnectorOptions options) => new WriteOnlyDatabase(this, options);

    private static InvalidOperationException Unreachable() => new("The contract must have refused before.");

    private sealed class WriteOnlyDatabase(Connector connector, ConnectorOptions options) : Database(connector, options)
    {
        public override string DisplayName => "nowhere";

        public override string? ServerVersion => null;

        protected override ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) => new(new WriteOnlyConnection(this));

        protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;
    }

    private sealed class WriteOnlyConnection : Connection
    {
        public WriteOnlyConnection(Database database)
            : base(database) => Catalog = new EmptyCatalog(this);

        public override DatabaseCatalog Catalog { get; }

        protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) => throw Unreachable();

        protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) => throw Unreachable();

        protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) => throw Unreachable();

        protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) => throw Unreachable();

        protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

        protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;
    }

    private sealed class EmptyCatalog(Connection connection) : DatabaseCatalog(connection)
    {
        protected override ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken) => new([]);
    }
}
