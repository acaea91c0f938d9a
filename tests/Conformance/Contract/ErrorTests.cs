using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

/// <summary>Errors have the status that programs decide by, name what is at fault, and show no secret.</summary>
public abstract class ErrorTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    [Fact]
    public Task A_missing_table_is_not_found_and_the_nearest_is_named() => RunAsync(async () =>
    {
        await SeedAsync("customers", 1);
        foreach (Func<Task> ask in new Func<Task>[]
        {
            async () => await Connection.ReadAsync(Scan("customer"), Token),
            async () => await Connection.DescribeAsync(Fixture.Relation("customer"), null, Token),
        })
        {
            ConnectorException error = Clean(await FailsAsync(ConnectorStatus.NotFound, ask));
            Assert.Contains(Fixture.Relation("customer") is TableName ? "customers" : "customer", error.Message, StringComparison.Ordinal);
            Assert.False(error.IsTransient);
        }

        if (Fixture.Relation("customer") is TableName name)
        {
            await FailsAsync(ConnectorStatus.NotFound, async () => await Connection.PartitionAsync(Scan("customer"), 2, Token));
            ConnectorException error = Clean(await FailsAsync(ConnectorStatus.NotFound, async () => await Connection.Catalog.GetTableAsync(name, Token)));
            Assert.Contains("customers", error.Message, StringComparison.Ordinal);
            Assert.Null(await Connection.Catalog.FindTableAsync(name, Token));
        }
    });

    [Fact]
    public Task A_statement_that_is_wrong_is_an_invalid_statement() => RunAsync(async () =>
    {
        if (Fixture.WrongQuery is not { } wrong)
        {
            await FailsAsync(ConnectorStatus.NotSupported, async () => await Connection.QueryAsync(new Statement("SELECT 1"), Token));
            return;
        }

        Clean(await FailsAsync(ConnectorStatus.InvalidStatement, async () => await Connection.QueryAsync(new Statement(wrong), Token)));
        Clean(await FailsAsync(ConnectorStatus.InvalidStatement, async () => await Connection.ExecuteAsync(new Statement(wrong), Token)));
        Clean(await FailsAsync(ConnectorStatus.InvalidStatement, async () => await Connection.DescribeAsync(new QueryRelation(new Statement(wrong)), null, Token)));
        Assert.True(Connection.IsUsable);
    });

    [Fact]
    public Task A_query_reads_the_same_as_its_table() => RunAsync(async () =>
    {
        await SeedAsync("orders", 12);
        if (Fixture.SelectAll("orders") is not { } all)
        {
            await FailsAsync(ConnectorStatus.NotSupported, async () => await Connection.ReadAsync(new ScanRequest(new QueryRelation(new Statement("SELECT 1"))), Token));
            return;
        }

        await using (QueryResult result = await Connection.QueryAsync(new Statement(all) { ReadOptions = Reading }, Token))
        {
            Assert.Equal(NumberedRows(12), await RowsAsync(result.Reader));
        }

        var relation = new QueryRelation(new Statement(all));
        Assert.Equal(NumberedRows(12), await RowsAsync(Connection, new ScanRequest(relation) { ReadOptions = Reading }));
        Assert.Equal(12, await Connection.CountRowsAsync(new ScanRequest(relation) { ReadOptions = Reading }, Token));
        Assert.Equal(["id", "name"], (await Connection.DescribeAsync(relation, null, Token)).Columns.Select(c => c.Name));
        await Connection.ExecuteAsync(new Statement(all), Token);
    });

    [Fact]
    public Task A_token_that_is_cancelled_already_stops_everything() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3);
        var over = new CancellationToken(canceled: true);
        await using (RecordBatchReader reader = await Connection.ReadAsync(Scan("orders"), Token))
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadNextAsync(over));
            Assert.ThrowsAny<OperationCanceledException>(() => reader.ReadNext(over));
        }

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await using RecordBatchReader reader = await Connection.ReadAsync(Scan("orders"), over);
            await reader.ReadNextAsync(over);
        });
        Assert.Equal(NumberedRows(3), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_secret_that_is_wrong_is_not_repeated() => RunAsync(async () =>
    {
        if (Fixture.Connector.OptionGroups.SelectMany(g => g.Options).FirstOrDefault(o => o.IsSecret && o.IsRequired) is not { } secret)
        {
            return;
        }

        var options = new Dictionary<string, string>(Fixture.Options) { [secret.Key] = "wrong-secret-48151623" };
        await using Database database = Fixture.Connector.Open(Fixture.Connector.ParseOptions(options));
        ConnectorException error = await FailsAsync(ConnectorStatus.Unauthenticated, async () => await database.OpenConnectionAsync(Token));
        Assert.DoesNotContain("wrong-secret-48151623", error.ToString(), StringComparison.Ordinal);
    });

    [Fact]
    public Task A_missing_column_list_and_a_missing_table_do_not_break_the_connection() => RunAsync(async () =>
    {
        for (int i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<ConnectorException>(async () => await Connection.ReadAsync(Scan("nowhere"), Token));
        }

        Assert.True(Connection.IsUsable);
        await Connection.TestAsync(Token);
    });

    private ConnectorException Clean(ConnectorException error)
    {
        Assert.Equal(Fixture.Connector.Name, error.Connector);
        Assert.StartsWith($"[{Fixture.Connector.Name}] ", error.Message, StringComparison.Ordinal);
        Assert.True(Fixture.Secret is null || !error.ToString().Contains(Fixture.Secret, StringComparison.Ordinal), "The error shows a secret.");
        return error;
    }
}
