using Hawser.Arrow;
using Hawser.Connectors.Sample.Http;
using Hawser.Connectors.Sample.Read;
using Hawser.Connectors.Sample.Service;
using Hawser.Connectors.Sample.Write;

namespace Hawser.Connectors.Sample;

/// <summary>One session, which for the depot is no more than the right to send requests.</summary>
internal sealed class DepotConnection : Connection
{
    public DepotConnection(DepotDatabase database)
        : base(database)
    {
        Client = database.Client;
        Catalog = new DepotCatalog(this);
    }

    public override DatabaseCatalog Catalog { get; }

    internal DepotClient Client { get; }

    protected override async ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken)
    {
        if (statement.Parameters.Count > 0 || statement.ParameterRows is not null)
        {
            throw NotSupported("parameters");
        }

        DepotJob job = await Client.RunAsync(Parse(statement.Text), statement.Timeout, cancellationToken).ConfigureAwait(false);
        return new QueryResult(new DepotReader(Client, job, ChunkRange.All(job), statement.ReadOptions)) { QueryId = job.Id };
    }

    protected override async ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken)
    {
        DepotCommand command = CommandFor(new ScanRequest(relation));
        DepotTable table = await Client.GetTableAsync(new TableName(command.Table), cancellationToken).ConfigureAwait(false);
        return new RelationDescription([.. table.Columns.Select(DepotCatalog.ColumnOf)]);
    }

    protected override async ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        if (request.Partition is { Token.Length: > 0 } partition)
        {
            ChunkRange share = ChunkRange.Parse(partition.Token);
            return new DepotReader(Client, await Client.GetJobAsync(share.JobId, cancellationToken).ConfigureAwait(false), share, request.ReadOptions);
        }

        DepotJob job = await Client.RunAsync(CommandFor(request), timeout: null, cancellationToken).ConfigureAwait(false);
        return new DepotReader(Client, job, ChunkRange.All(job), request.ReadOptions);
    }

    // The query runs once, here; its chunks are the shares.
    protected override async ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken)
    {
        DepotJob job = await Client.RunAsync(CommandFor(request), timeout: null, cancellationToken).ConfigureAwait(false);
        return [.. ChunkRange.All(job).Split(count).Select(range => range.ToPartition(job))];
    }

    protected override async ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        if (request.Transaction is not null)
        {
            throw NotSupported("transactions");
        }

        if (request.RejectSink is not null)
        {
            throw NotSupported("loads that go on after a bad row");
        }

        DepotTable target = await LoadTarget.FindAsync(Client, request, cancellationToken).ConfigureAwait(false);
        return new DepotLoad(Client, request, target);
    }

    protected override async ValueTask CreateTableCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        DepotColumn[] columns = [.. table.Columns.Select(c => new DepotColumn(c.Name, c.NativeType, !c.IsNullable))];
        await Client.CreateTableAsync(new DepotTable(LoadTarget.NameOf(table.Name), columns, table.PrimaryKey?.Columns ?? []), cancellationToken).ConfigureAwait(false);
    }

    protected override async ValueTask TestCoreAsync(CancellationToken cancellationToken) => await Client.PingAsync(cancellationToken).ConfigureAwait(false);

    protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    private DepotCommand CommandFor(ScanRequest request)
    {
        if (request.Filter is not null || request.Order.Count > 0)
        {
            throw NotSupported("filters or orders");
        }

        DepotCommand command = request.Relation switch
        {
            TableName table => new DepotCommand("rows", LoadTarget.NameOf(table)),
            QueryRelation { Statement: { Parameters.Count: 0, ParameterRows: null } statement } => Parse(statement.Text),
            _ => throw NotSupported("files, functions or parameters"),
        };
        return command.Verb == "rows"
            ? command with { Columns = request.Columns, Limit = Math.Min(command.Limit, request.Limit ?? long.MaxValue) }
            : throw DepotErrors.Create(ConnectorStatus.InvalidStatement, $"\"{command.Verb}\" gives no rows to read.");
    }

    private static DepotCommand Parse(string text)
    {
        try
        {
            return DepotCommand.Parse(text);
        }
        catch (DepotFault fault)
        {
            throw DepotErrors.Create(fault);
        }
    }
}
