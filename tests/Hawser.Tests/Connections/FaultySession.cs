using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

/// <summary>One session of the <see cref="FaultyConnector"/>.</summary>
internal sealed class FaultySession(Database database) : Connection(database)
{
    private int _users;

    public bool IsBroken { get; set; }

    public bool IsClosed { get; private set; }

    public int Resets { get; private set; }

    public int Tests { get; private set; }

    public Func<CancellationToken, ValueTask>? OnTest { get; set; }

    public Func<CancellationToken, ValueTask>? OnReset { get; set; }

    public ConnectorException? OnDescribe { get; set; }

    public override DatabaseCatalog Catalog => throw new NotSupportedException();

    protected override bool IsUsableCore => !IsBroken;

    /// <summary>Uses the session for a moment; two at a time are a fault of the pool.</summary>
    public async Task UseAsync()
    {
        Assert.Equal(1, Interlocked.Increment(ref _users));
        Assert.False(IsClosed);
        await Task.Yield();
        Assert.Equal(0, Interlocked.Decrement(ref _users));
    }

    protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken)
        => new(new QueryResult(new EmptyReader()));

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken)
        => OnDescribe is null ? new(new RelationDescription([])) : throw OnDescribe;

    protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken)
    {
        Tests++;
        return OnTest?.Invoke(cancellationToken) ?? default;
    }

    protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken)
    {
        Resets++;
        return OnReset?.Invoke(cancellationToken) ?? default;
    }

    protected override ValueTask DisposeCoreAsync()
    {
        IsClosed = true;
        return default;
    }

    private sealed class EmptyReader : RecordBatchReader
    {
        public override Schema Schema { get; } = new([]);

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new((RecordBatch?)null);

        protected override ValueTask DisposeCoreAsync() => default;
    }
}
