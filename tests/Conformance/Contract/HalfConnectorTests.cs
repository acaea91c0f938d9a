using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

/// <summary>A connector may be a source only or a sink only; asking for the missing half is a clear error. Shown by the tables in memory, which are a source, and by the least that a sink can be.</summary>
public sealed class HalfConnectorTests
{
    private static readonly Schema Numbers = FieldText.Parse("id: l\nname: u");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_source_refuses_to_be_written()
    {
        using var memory = new ArrowAllocator();
        await using (InMemoryDatabase database = Open(memory))
        {
            await using Connection connection = await database.OpenConnectionAsync(Token);
            foreach (Func<Task> write in new Func<Task>[]
            {
                async () => await connection.BeginLoadAsync(new LoadRequest(new TableName("orders"), Numbers, LoadMode.Append), Token),
                async () => await connection.CreateTableAsync(new TableModel(new TableName("made"), []), Token),
                async () => await connection.CreateIndexesAsync(new TableModel(new TableName("orders"), []), Token),
                async () => await connection.AddForeignKeysAsync(new TableModel(new TableName("orders"), []), Token),
            })
            {
                var error = await Assert.ThrowsAsync<ConnectorException>(write);
                Assert.Equal(ConnectorStatus.NotSupported, error.Status);
                Assert.Contains("not written to", error.Message, StringComparison.Ordinal);
            }
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }

    [Fact]
    public async Task A_source_is_read_in_partitions_and_batches_of_the_size_asked_for()
    {
        using var memory = new ArrowAllocator();
        await using (InMemoryDatabase database = Open(memory))
        {
            await using Connection connection = await database.OpenConnectionAsync(Token);
            var scan = new ScanRequest(new TableName("orders")) { ReadOptions = ReadOptions.Default with { BatchRows = 7, Allocator = memory } };
            IReadOnlyList<Partition> partitions = await connection.PartitionAsync(scan, 3, Token);
            var rows = new List<string>();
            foreach (Partition partition in partitions)
            {
                await using RecordBatchReader reader = await connection.ReadAsync(scan with { Partition = partition }, Token);
                while (await reader.ReadNextAsync(Token) is { } batch)
                {
                    using (batch)
                    {
                        Assert.InRange(batch.RowCount, 1, 7);
                        rows.AddRange(CellText.RowsOf(batch));
                    }
                }
            }

            Assert.Equal(Enumerable.Range(0, 60).Select(i => $"[{i}, \"row {i}\"]").Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
            Assert.Equal(60, await connection.CountRowsAsync(scan, Token));
            Assert.Equal(Numbers, (await connection.DescribeAsync(new TableName("orders"), null, Token)).Schema);
            var missing = await Assert.ThrowsAsync<ConnectorException>(async () => await connection.ReadAsync(new ScanRequest(new TableName("order")), Token));
            Assert.Equal(ConnectorStatus.NotFound, missing.Status);
            Assert.Contains("orders", missing.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }

    [Fact]
    public async Task A_sink_refuses_to_be_read()
    {
        var connector = new WriteOnlyConnector();
        await using Database database = connector.Open(connector.ParseOptions([]));
        await using Connection connection = await database.OpenConnectionAsync(Token);
        foreach (Func<Task> read in new Func<Task>[]
        {
            async () => await connection.ReadAsync(new ScanRequest(new TableName("orders")), Token),
            async () => await connection.PartitionAsync(new ScanRequest(new TableName("orders")), 2, Token),
            async () => await connection.CountRowsAsync(new ScanRequest(new TableName("orders")), Token),
        })
        {
            var error = await Assert.ThrowsAsync<ConnectorException>(read);
            Assert.Equal(ConnectorStatus.NotSupported, error.Status);
            Assert.Contains("not read from", error.Message, StringComparison.Ordinal);
        }

        foreach (Func<Task> other in new Func<Task>[]
        {
            async () => await connection.BeginTransactionAsync(Token),
            async () => await connection.ExecuteScriptAsync("a; b", Token),
            async () => await connection.CreateTableAsync(new TableModel(new TableName("made"), []), Token),
        })
        {
            Assert.Equal(ConnectorStatus.NotSupported, (await Assert.ThrowsAsync<ConnectorException>(other)).Status);
        }
    }

    private static InMemoryDatabase Open(ArrowAllocator memory) => new(InMemoryTable.FromBatches("orders", Numbers, Enumerable.Range(0, 3).Select(part =>
        CellReader.Batch(Numbers, Enumerable.Range(part * 20, 20).Select(i => $"[{i}, \"row {i}\"]"), memory))));
}
