using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

/// <summary>A connector with an option <c>read_only</c> refuses every change when it is set.</summary>
public abstract class ReadOnlyTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    [Fact]
    public Task A_read_only_database_refuses_changes_and_reads() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3);
        await Connection.DisposeAsync();
        await Database.DisposeAsync();
        var options = new Dictionary<string, string>(Fixture.Options) { ["read_only"] = "true" };
        await using Database database = Fixture.Connector.Open(Fixture.Connector.ParseOptions(options));
        await using Connection connection = await database.OpenConnectionAsync(Token);
        using RecordBatch batch = Numbered(1);
        foreach (LoadMode mode in Enum.GetValues<LoadMode>())
        {
            var request = new LoadRequest(Fixture.Relation(mode == LoadMode.Create ? "made" : "orders"), batch.Schema, mode);
            ConnectorException error = await FailsAsync(ConnectorStatus.PermissionDenied, async () => await LoadAsync(connection, request, batch));
            Assert.Contains("read", error.Message, StringComparison.OrdinalIgnoreCase);
        }

        await FailsAsync(ConnectorStatus.PermissionDenied, async () => await connection.ExecuteAsync(new Statement($"DROP TABLE {Fixture.Connector.Dialect!.QuoteName("orders")}"), Token));
        Assert.Equal(NumberedRows(3), await RowsAsync(connection, Scan("orders")));
    });
}
