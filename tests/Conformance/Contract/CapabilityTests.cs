using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

/// <summary>Each capability that is declared works, and each that is not is refused clearly.</summary>
public abstract partial class CapabilityTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    /// <summary>Every capability there is, so that a new one without a proof fails.</summary>
    public static TheoryData<Capability> All { get; } = new(Enum.GetValues<Capability>());

    [Theory]
    [MemberData(nameof(All))]
    public Task A_capability_is_proved_or_refused(Capability capability) => RunAsync(
        () => Has(capability) ? ProveAsync(capability) : RefuseAsync(capability), $"capability {capability}");

    [Fact]
    public Task A_database_declares_no_more_than_its_connector() => RunAsync(() =>
    {
        Assert.Subset(Fixture.Connector.Capabilities.Supported.ToHashSet(), Database.Capabilities.Supported.ToHashSet());
        return Task.CompletedTask;
    });

    private Task ProveAsync(Capability capability) => capability switch
    {
        Capability.Transactions => ProveTransactionsAsync(),
        Capability.TransactionalDdl => ProveTransactionalDdlAsync(),
        Capability.Cancel => Task.CompletedTask, // CancelTests asks for a query without end of every connector that declares it.
        Capability.Describe => ProveDescribeAsync(),
        Capability.Parameters => ProveParametersAsync(),
        Capability.ParameterRows => ProveParameterRowsAsync(),
        Capability.Scripts => ProveScriptsAsync(),
        Capability.Partitions => ProvePartitionsAsync(),
        Capability.SharedSnapshot => ProveSharedSnapshotAsync(),
        Capability.ParallelWriters => ProveParallelWritersAsync(),
        Capability.Rejects => ProveRejectsAsync(),
        Capability.Upsert => ProveUpsertAsync(),
        Capability.Checkpoints => ProveCheckpointsAsync(),
        Capability.Constraints => ProveConstraintsAsync(),
        Capability.ForeignKeys => ProveForeignKeysAsync(),
        Capability.Indexes => ProveIndexesAsync(),
        Capability.Views => ProveViewsAsync(),
        Capability.Comments => ProveCommentsAsync(),
        Capability.Schemas => ProveSchemasAsync(),
        _ => throw new InvalidOperationException($"{capability} has no proof; write one."),
    };

    private async Task RefuseAsync(Capability capability)
    {
        switch (capability)
        {
            case Capability.Transactions:
                await RefusedAsync(async () => await Connection.BeginTransactionAsync(Token));
                break;
            case Capability.Parameters:
                await RefusedAsync(async () => await Connection.QueryAsync(Statement.With(Fixture.SelectAll("any") ?? "", 1), Token));
                break;
            case Capability.ParameterRows:
                using (RecordBatch batch = Numbered(1))
                {
                    var rows = new SingleBatchReader(batch);
                    await RefusedAsync(async () => await Connection.QueryAsync(new Statement(Fixture.SelectAll("any") ?? "") { ParameterRows = rows }, Token));
                }

                break;
            case Capability.Scripts:
                await RefusedAsync(async () => await Connection.ExecuteScriptAsync("one; two", Token));
                break;
            case Capability.Rejects:
                await RefuseRejectsAsync();
                break;
            case Capability.Upsert:
                await RefuseUpsertAsync();
                break;
            case Capability.ParallelWriters:
                await RefuseSecondWriterAsync();
                break;
            case Capability.Checkpoints:
                await RefuseCheckpointsAsync();
                break;
            case Capability.Indexes:
                await RefusedAsync(async () => await Connection.CreateIndexesAsync(ModelWithIndex(), Token));
                break;
            case Capability.SharedSnapshot:
                await using (Snapshot snapshot = await Database.OpenSnapshotAsync(2, Token))
                {
                    Assert.True(snapshot.Consistency != Consistency.Shared || snapshot.Connections.Count == 1, "It gives a shared snapshot without declaring it.");
                }

                break;
            case Capability.Schemas:
                Assert.Empty(await Connection.Catalog.GetSchemasAsync(Token));
                break;
            default:
                // Constraints, foreign keys, views, comments: what is not kept is not in the catalog, which CatalogTests compares.
                break;
        }
    }

    private async Task RefusedAsync(Func<Task> work)
    {
        ConnectorException error = await FailsAsync(ConnectorStatus.NotSupported, work);
        Assert.StartsWith($"[{Fixture.Connector.Name}] ", error.Message, StringComparison.Ordinal);
        Assert.True(Connection.IsUsable);
    }

    private string Table(string name) => Fixture.Connector.Dialect!.QuoteName(name);

    private TableModel ModelWithIndex() =>
        new(new TableName("orders"), [new ColumnModel("id", "", new Field("id", ArrowType.Int64))]) { Indexes = [new IndexModel("orders_id", [new IndexPart("id")])] };
}
