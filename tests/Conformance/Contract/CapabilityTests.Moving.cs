using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Testing;

namespace Hawser.Conformance.Contract;

public abstract partial class CapabilityTests<TFixture>
{
    private async Task ProvePartitionsAsync()
    {
        if (Fixture.Relation("orders") is not TableName)
        {
            return;
        }

        const int Rows = 260_000;
        using (RecordBatch seed = Numbered(Rows))
        {
            await LoadAllAsync(new LoadRequest(Fixture.Relation("orders"), seed.Schema, LoadMode.Create) { Definition = Keyed(seed.Schema), Allocator = Memory }, seed);
        }

        IReadOnlyList<Partition> partitions = await Connection.PartitionAsync(Scan("orders"), 2, Token);
        Assert.Equal(2, partitions.Count);
        long rows = 0;
        foreach (Partition partition in partitions)
        {
            long share = await Connection.CountRowsAsync(Scan("orders") with { Partition = partition }, Token);
            Assert.InRange(share, 1, Rows - 1);
            rows += share;
        }

        Assert.Equal(Rows, rows);
    }

    private static readonly string[] KeyColumns = ["id"];

    /// <summary>Orders with a primary key, along which some engines cut shares.</summary>
    private TableModel Keyed(Schema schema)
    {
        ColumnModel[] columns = [.. schema.Fields.Select(f => new ColumnModel(f.Name, Fixture.TypeMap.ToNative(f).NativeType, f) { IsNullable = f.Name != "id" })];
        return new TableModel(new TableName("orders"), columns) { PrimaryKey = new KeyModel(null, KeyColumns) };
    }

    private async Task ProveSharedSnapshotAsync()
    {
        if (Fixture.Relation("orders") is not TableName)
        {
            return;
        }

        await SeedAsync("orders", 3);
        await using (Snapshot snapshot = await Database.OpenSnapshotAsync(3, Token))
        {
            Assert.Equal(Consistency.Shared, snapshot.Consistency);
            Assert.True(snapshot.Connections.Count > 1, "A shared snapshot of one session is nothing to declare.");
            foreach (Connection connection in snapshot.Connections)
            {
                Assert.Equal(3, await connection.CountRowsAsync(Scan("orders"), Token));
            }
        }

        using RecordBatch more = Numbered(2, first: 3);
        await LoadAsync("orders", more, LoadMode.Append);
        Assert.Equal(NumberedRows(5), await RowsAsync("orders"));
    }

    private async Task ProveParallelWritersAsync()
    {
        if (Fixture.Relation("orders") is not TableName)
        {
            return;
        }

        using RecordBatch empty = Numbered(0);
        await using (TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), empty.Schema, LoadMode.Create) { Writers = 4 }, Token))
        {
            Assert.True(load.MaxWriters > 1);
            await Task.WhenAll(Enumerable.Range(0, Math.Min(4, load.MaxWriters)).Select(i => Task.Run(() => WriteChunkAsync(load, i), Token)));
            Assert.Equal(Math.Min(4, load.MaxWriters) * 500, (await load.CommitAsync(Token)).RowsWritten);
        }

        List<string> rows = await RowsAsync("orders");
        Assert.Equal(rows.Count, rows.Distinct().Count());
        Assert.Equal(NumberedRows(rows.Count).Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    private async Task WriteChunkAsync(TableLoad load, int chunk)
    {
        await using TableWriter writer = await load.OpenWriterAsync($"chunk-{chunk}", Token);
        using RecordBatch batch = Numbered(500, first: chunk * 500);
        await writer.WriteAsync(batch, Token);
        await writer.CompleteAsync(Token);
    }

    private async Task RefuseSecondWriterAsync()
    {
        using RecordBatch batch = Numbered(1);
        await using TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create) { Writers = 4 }, Token);
        Assert.Equal(1, load.MaxWriters);
        await using TableWriter first = await load.OpenWriterAsync("a", Token);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await load.OpenWriterAsync("b", Token));
    }

    private async Task ProveRejectsAsync()
    {
        if (Fixture.Relation("orders") is not TableName name)
        {
            return;
        }

        using RecordBatch batch = Batch("id: l not null\nname: u", "[1, \"a\"]", "[2, \"b\"]", "[1, \"again\"]", "[3, \"c\"]");
        ColumnModel[] columns = [.. batch.Schema.Fields.Select(f => new ColumnModel(f.Name, Fixture.TypeMap.ToNative(f).NativeType, f) { IsNullable = f.IsNullable })];
        var rejects = new KeptRejects();
        LoadResult result;
        await using (TableLoad load = await Connection.BeginLoadAsync(
            new LoadRequest(name, batch.Schema, LoadMode.Create) { Definition = new TableModel(name, columns) { PrimaryKey = new KeyModel(null, ["id"]) }, RejectSink = rejects, Allocator = Memory }, Token))
        {
            await using (TableWriter writer = await load.OpenWriterAsync("", Token))
            {
                await writer.WriteAsync(batch, Token);
                await writer.CompleteAsync(Token);
            }

            result = await load.CommitAsync(Token);
        }

        Assert.Equal((3, 1), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(["2: [1, \"again\"]"], rejects.Rows);
        Assert.Equal(["[1, \"a\"]", "[2, \"b\"]", "[3, \"c\"]"], await RowsAsync("orders"));
    }

    private async Task ProveUpsertAsync()
    {
        using RecordBatch old = Batch("id: l not null\nname: u", "[1, \"a\"]", "[2, \"b\"]", "[3, \"c\"]");
        using RecordBatch news = Batch("id: l not null\nname: u", "[2, \"new\"]", "[3, null]", "[4, \"d\"]");
        using RecordBatch twice = Batch("id: l not null\nname: u", "[4, \"x\"]", "[5, \"y\"]", "[5, \"z\"]");
        if (Fixture.Relation("orders") is not TableName name)
        {
            await FailsAsync(ConnectorStatus.NotSupported, async () => await LoadAsync("orders", old, LoadMode.Upsert));
            return;
        }

        await FailsAsync(ConnectorStatus.NotFound, async () => await LoadAsync("orders", old, LoadMode.Upsert));
        ColumnModel[] columns = [.. old.Schema.Fields.Select(f => new ColumnModel(f.Name, Fixture.TypeMap.ToNative(f).NativeType, f) { IsNullable = f.IsNullable })];
        var made = new LoadRequest(name, old.Schema, LoadMode.Create) { Definition = new TableModel(name, columns) { PrimaryKey = new KeyModel(null, ["id"]) }, Allocator = Memory };
        await LoadAllAsync(made, old);
        Assert.Equal(3, (await LoadAsync("orders", news, LoadMode.Upsert)).RowsWritten);
        string[] merged = ["[1, \"a\"]", "[2, \"new\"]", "[3, null]", "[4, \"d\"]"];
        Assert.Equal(merged, (await RowsAsync("orders")).Order(StringComparer.Ordinal));
        await FailsAsync(ConnectorStatus.ConstraintViolation, async () => await LoadAsync("orders", twice, LoadMode.Upsert));
        await FailsAsync(ConnectorStatus.InvalidConfiguration, async () => await LoadAllAsync(made with { Mode = LoadMode.Upsert, Definition = null, Key = ["name"] }, news));
        Assert.Equal(merged, (await RowsAsync("orders")).Order(StringComparer.Ordinal));
    }

    private async Task RefuseUpsertAsync()
    {
        using RecordBatch batch = Numbered(1);
        await FailsAsync(ConnectorStatus.NotSupported, async () => await LoadAsync("orders", batch, LoadMode.Upsert));
    }

    private async Task<LoadResult> LoadAllAsync(LoadRequest request, RecordBatch batch)
    {
        await using TableLoad load = await Connection.BeginLoadAsync(request, Token);
        await using (TableWriter writer = await load.OpenWriterAsync("", Token))
        {
            await writer.WriteAsync(batch, Token);
            await writer.CompleteAsync(Token);
        }

        return await load.CommitAsync(Token);
    }

    private async Task RefuseRejectsAsync()
    {
        using RecordBatch batch = Numbered(1);
        try
        {
            await using TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create) { RejectSink = new KeptRejects() }, Token);
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.NotSupported)
        {
            return;
        }

        // A sink that may see misfits but not broken constraints is taken without being declared; a broken constraint then stops the load.
        if (Has(Capability.Constraints) && Fixture.Relation("orders") is TableName)
        {
            var error = await Assert.ThrowsAnyAsync<Exception>(ProveRejectsAsync);
            Assert.Equal(ConnectorStatus.ConstraintViolation, Assert.IsType<ConnectorException>(error).Status);
            Assert.Null(await Connection.Catalog.FindTableAsync(new TableName("orders"), Token));
        }
    }

    private async Task ProveCheckpointsAsync()
    {
        using RecordBatch first = Numbered(3), second = Numbered(2, first: 3);
        var request = new LoadRequest(Fixture.Relation("orders"), first.Schema, LoadMode.Create) { LoadId = "nightly-2024-02-29" };
        await using (TableLoad load = await Connection.BeginLoadAsync(request, Token))
        {
            await using TableWriter writer = await load.OpenWriterAsync("a", Token);
            await writer.WriteAsync(first, Token);
            await writer.CompleteAsync(Token);
        }

        await using (TableLoad again = await Connection.BeginLoadAsync(request, Token))
        {
            Assert.True(await again.IsChunkDoneAsync("a", Token));
            Assert.False(await again.IsChunkDoneAsync("b", Token));
            await using (TableWriter writer = await again.OpenWriterAsync("b", Token))
            {
                await writer.WriteAsync(second, Token);
                await writer.CompleteAsync(Token);
            }

            Assert.Equal(5, (await again.CommitAsync(Token)).RowsWritten);
        }

        Assert.Equal(NumberedRows(5), await RowsAsync("orders"));
    }

    private async Task RefuseCheckpointsAsync()
    {
        using RecordBatch batch = Numbered(1);
        await using TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create) { LoadId = "nightly" }, Token);
        Assert.False(await load.IsChunkDoneAsync("a", Token));
    }
}
