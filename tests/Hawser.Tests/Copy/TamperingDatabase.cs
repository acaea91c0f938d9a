using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Tests.Copy;

/// <summary>A real database whose writers are broken in one way, and lie about it.</summary>
internal sealed class TamperingDatabase(Database inner, Tampering how) : Database(inner.Connector, inner.Options)
{
    public override string DisplayName => inner.DisplayName;

    public override string? ServerVersion => inner.ServerVersion;

    protected override async ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) =>
        new TamperingConnection(this, await inner.OpenConnectionAsync(cancellationToken), how);

    protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();

    private sealed class TamperingConnection(Database database, Connection inner, Tampering how) : Connection(database)
    {
        public override DatabaseCatalog Catalog => inner.Catalog;

        protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) => inner.QueryAsync(statement, cancellationToken);

        protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) =>
            inner.DescribeAsync(relation, options, cancellationToken);

        protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) => inner.ReadAsync(request, cancellationToken);

        protected override async ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) =>
            new TamperingLoad(await inner.BeginLoadAsync(request, cancellationToken), how);

        protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => inner.TestAsync(cancellationToken);

        protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken) => inner.ResetAsync(cancellationToken);

        protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();
    }

    private sealed class TamperingLoad(TableLoad inner, Tampering how) : TableLoad
    {
        private TamperingWriter? _writer;

        protected override async ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken) =>
            _writer = new TamperingWriter(await inner.OpenWriterAsync(chunkId, cancellationToken), how);

        protected override async ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken) =>
            await inner.CommitAsync(cancellationToken) with { RowsWritten = _writer!.Claimed };

        protected override ValueTask DisposeCoreAsync(bool committed) => inner.DisposeAsync();
    }

    private sealed class TamperingWriter(TableWriter inner, Tampering how) : TableWriter
    {
        public long Claimed { get; private set; }

        protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken)
        {
            using RecordBatch tampered = TamperedBatch.Of(batch, how);
            Claimed += batch.RowCount;
            inner.Write(tampered, cancellationToken);
            return default;
        }

        protected override async ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
        {
            await inner.CompleteAsync(cancellationToken);
            return Claimed;
        }

        protected override ValueTask DisposeCoreAsync(bool completed) => inner.DisposeAsync();
    }
}
