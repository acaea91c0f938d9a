using Hawser.Connectors;

namespace Hawser.Tests.Copy;

/// <summary>A real database whose connections give a scan's last two columns in the wrong order.</summary>
internal sealed class MisorderingDatabase(Database inner) : Database(inner.Connector, inner.Options)
{
    public override string DisplayName => inner.DisplayName;

    public override string? ServerVersion => inner.ServerVersion;

    protected override async ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) =>
        new MisorderingConnection(this, await inner.OpenConnectionAsync(cancellationToken));

    protected override async ValueTask<Snapshot> OpenSnapshotCoreAsync(int sessions, CancellationToken cancellationToken) =>
        new([await OpenConnectionCoreAsync(cancellationToken)], Consistency.None);

    protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();

    private sealed class MisorderingConnection(Database database, Connection inner) : Connection(database)
    {
        public override DatabaseCatalog Catalog => inner.Catalog;

        protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) => inner.QueryAsync(statement, cancellationToken);

        protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) =>
            inner.DescribeAsync(relation, options, cancellationToken);

        protected override ValueTask<Arrow.RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) =>
            inner.ReadAsync(request with { Columns = [.. request.Columns!.SkipLast(2), .. request.Columns!.TakeLast(2).Reverse()] }, cancellationToken);

        protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) => inner.BeginLoadAsync(request, cancellationToken);

        protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => inner.TestAsync(cancellationToken);

        protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken) => inner.ResetAsync(cancellationToken);

        protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();
    }
}
