using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

/// <summary>What the modes of a load promise, and that a load is all or nothing.</summary>
public abstract class LoadTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    [Fact]
    public Task Create_refuses_a_table_that_is_there() => RunAsync(async () =>
    {
        await SeedAsync("orders", 2);
        using RecordBatch batch = Numbered(3);
        await FailsAsync(ConnectorStatus.AlreadyExists, async () => await LoadAsync("orders", batch));
        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task Append_adds_rows() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 2);
        using RecordBatch more = Numbered(3, first: 2);
        Assert.Equal(3, (await LoadAsync("orders", more, LoadMode.Append)).RowsWritten);
        Assert.Equal(NumberedRows(5), await RowsAsync("orders"));
    });

    [Fact]
    public Task Append_refuses_a_table_that_is_missing_and_names_the_nearest() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 2);
        using RecordBatch batch = Numbered(1);
        ConnectorException error = await FailsAsync(ConnectorStatus.NotFound, async () => await LoadAsync("order", batch, LoadMode.Append));
        Assert.Contains(Fixture.Relation("order") is TableName ? "orders" : "order", error.Message, StringComparison.Ordinal);
    });

    [Fact]
    public Task Replace_makes_a_table_or_replaces_its_rows() => RunAsync(async () =>
    {
        using RecordBatch first = Numbered(4);
        await LoadAsync("orders", first, LoadMode.Replace);
        using RecordBatch second = Numbered(2, first: 10);
        Assert.Equal(2, (await LoadAsync("orders", second, LoadMode.Replace)).RowsWritten);
        Assert.Equal(NumberedRows(2, 10), await RowsAsync("orders"));
    });

    [Fact]
    public Task Replace_takes_another_shape() => RunAsync(async () =>
    {
        await SeedAsync("orders", 4);
        using RecordBatch other = Batch("day: tdD\namount: g", "[\"2024-02-29\", 1.5]");
        await LoadAsync("orders", other, LoadMode.Replace);
        ScanRequest scan = Fixture.Scan("orders", other.Schema) with { ReadOptions = Reading };
        Assert.Equal(["[\"2024-02-29\", 1.5]"], await RowsAsync(Connection, scan));
    });

    [Theory]
    [InlineData(LoadMode.Create)]
    [InlineData(LoadMode.Append)]
    [InlineData(LoadMode.Replace)]
    public Task A_load_disposed_without_commit_leaves_the_target_as_it_was(LoadMode mode) => RunAsync(async () =>
    {
        if (mode == LoadMode.Append && !Fixture.Appends)
        {
            return;
        }

        if (mode != LoadMode.Create)
        {
            await SeedAsync("orders", 3);
        }

        using RecordBatch batch = Numbered(1000, first: 50);
        await using (TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, mode), Token))
        {
            await using TableWriter writer = await load.OpenWriterAsync("", Token);
            await writer.WriteAsync(batch, Token);
            await writer.CompleteAsync(Token);
        }

        if (mode == LoadMode.Create)
        {
            await FailsAsync(ConnectorStatus.NotFound, async () => await RowsAsync(Connection, Scan("orders")));
        }
        else
        {
            Assert.Equal(NumberedRows(3), await RowsAsync("orders"));
        }
    });

    [Fact]
    public Task A_writer_that_was_not_completed_does_not_count() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 2);
        using RecordBatch batch = Numbered(3, first: 2);
        await using (TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Append), Token))
        {
            await using (TableWriter writer = await load.OpenWriterAsync("", Token))
            {
                await writer.WriteAsync(batch, Token);
            }

            try
            {
                await load.CommitAsync(Token);
            }
            catch (Exception error) when (error is ConnectorException or InvalidOperationException)
            {
                // Refusing the commit is as good as leaving the chunk out.
            }
        }

        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task Several_batches_and_slices_arrive_whole() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(100);
        using RecordBatch head = batch.Slice(0, 33), middle = batch.Slice(33, 0), tail = batch.Slice(33, 67);
        LoadResult result = await LoadAsync(Connection, new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), head, middle, tail);
        Assert.Equal(new LoadResult(100, 0), result with { Messages = [] });
        Assert.Equal(NumberedRows(100), (await RowsAsync("orders")).OrderBy(r => r.Length).ThenBy(r => r, StringComparer.Ordinal));
    });

    [Fact]
    public Task A_batch_is_borrowed_only_until_the_call_returns() => RunAsync(async () =>
    {
        RecordBatch batch = Numbered(10);
        await using (TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token))
        {
            await using (TableWriter writer = await load.OpenWriterAsync("", Token))
            {
                await writer.WriteAsync(batch, Token);
                batch.Dispose();
                using RecordBatch overwriting = Numbered(10, first: 500);
                await writer.CompleteAsync(Token);
            }

            await load.CommitAsync(Token);
        }

        Assert.Equal(NumberedRows(10), await RowsAsync("orders"));
    });

    [Fact]
    public Task Columns_are_matched_by_name() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 1);
        using RecordBatch turned = Batch("name: u\nid: l", "[\"row 1\", 1]");
        await LoadAsync("orders", turned, LoadMode.Append);
        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_missing_column_is_an_error_unless_it_is_allowed() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 1);
        using RecordBatch narrow = Batch("id: l", "[1]");
        var request = new LoadRequest(Fixture.Relation("orders"), narrow.Schema, LoadMode.Append);
        var error = await Assert.ThrowsAsync<ConnectorException>(async () => await LoadAsync(Connection, request, narrow));
        Assert.Contains("name", error.Message, StringComparison.Ordinal);
        Assert.Equal(NumberedRows(1), await RowsAsync("orders"));
        await LoadAsync(Connection, request with { AllowMissingColumns = true }, narrow);
        Assert.Equal([.. NumberedRows(1), "[1, null]"], await RowsAsync("orders"));
    });

    [Fact]
    public Task An_extra_column_is_an_error_unless_it_is_allowed() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 1);
        using RecordBatch wide = Batch("id: l\nsurplus: g\nname: u", "[1, 2.5, \"row 1\"]");
        var request = new LoadRequest(Fixture.Relation("orders"), wide.Schema, LoadMode.Append);
        var error = await Assert.ThrowsAsync<ConnectorException>(async () => await LoadAsync(Connection, request, wide));
        Assert.Contains("surplus", error.Message, StringComparison.Ordinal);
        Assert.Equal(NumberedRows(1), await RowsAsync("orders"));
        await LoadAsync(Connection, request with { AllowExtraColumns = true }, wide);
        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_batch_of_another_schema_is_refused() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(1), other = Batch("id: l\nname: g", "[1, 1.5]"), fewer = Batch("id: l", "[1]");
        await using TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token);
        await using TableWriter writer = await load.OpenWriterAsync("", Token);
        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.WriteAsync(other, Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await writer.WriteAsync(fewer, Token));
    });

    [Fact]
    public Task A_load_is_committed_once_and_after_its_writers() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(2);
        await using (TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token))
        {
            await using (TableWriter writer = await load.OpenWriterAsync("", Token))
            {
                await writer.WriteAsync(batch, Token);
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await load.CommitAsync(Token));
                await writer.CompleteAsync(Token);
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.WriteAsync(batch, Token));
                await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.CompleteAsync(Token));
            }

            await load.CommitAsync(Token);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await load.CommitAsync(Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await load.OpenWriterAsync("", Token));
        }

        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_load_that_is_cancelled_leaves_the_target_as_it_was() => AppendingAsync(async () =>
    {
        await SeedAsync("orders", 2);
        using RecordBatch batch = Numbered(10, first: 2);
        using var giveUp = new CancellationTokenSource();
        await using (TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Append), Token))
        {
            await using TableWriter writer = await load.OpenWriterAsync("", Token);
            await writer.WriteAsync(batch, giveUp.Token);
            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await writer.WriteAsync(batch, giveUp.Token));
        }

        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_null_where_none_is_allowed_is_an_error_that_names_the_column() => RunAsync(async () =>
    {
        using RecordBatch strict = Batch("id: l not null\nname: u", "[1, \"row 1\"]");
        await LoadAsync("orders", strict);
        using RecordBatch loose = Batch("id: l\nname: u", "[2, \"row 2\"]", "[null, \"row 3\"]");
        if (!Fixture.KeepsNullability)
        {
            return;
        }

        var error = await Assert.ThrowsAsync<ConnectorException>(async () => await LoadAsync("orders", loose, LoadMode.Append));
        Assert.True(error.Status is ConnectorStatus.ConstraintViolation or ConnectorStatus.InvalidData, error.ToString());
        Assert.Contains("id", error.Message, StringComparison.Ordinal);
        Assert.Single(await RowsAsync("orders"));
    });

    [Fact]
    public Task A_definition_decides_key_and_nullability() => RunAsync(async () =>
    {
        using RecordBatch batch = Batch("b: l not null\na: l not null\nc: u", "[1, 2, null]");
        if (Fixture.Relation("orders") is not TableName name)
        {
            return;
        }

        ColumnModel[] columns = [.. batch.Schema.Fields.Select(f => new ColumnModel(f.Name, Fixture.TypeMap.ToNative(f).NativeType, f) { IsNullable = f.IsNullable })];
        var definition = new TableModel(name, columns) { PrimaryKey = new KeyModel(null, ["a", "b"]) };
        await LoadAsync(Connection, new LoadRequest(name, batch.Schema, LoadMode.Create) { Definition = definition }, batch);
        TableModel table = await Connection.Catalog.GetTableAsync(name, Token);
        Assert.Equal(["a", "b"], table.PrimaryKey?.Columns ?? []);
        Assert.Equal(["b", "a", "c"], table.Columns.Select(c => c.Name));
        Assert.Equal([false, false, true], table.Columns.Select(c => c.IsNullable));
    });

    [Fact]
    public Task Rows_are_counted_and_not_estimated() => RunAsync(async () =>
    {
        await SeedAsync("orders", 1234);
        Assert.Equal(1234, await Connection.CountRowsAsync(Scan("orders"), Token));
        Assert.Equal(1234, (await RowsAsync("orders")).Count);
        if (Fixture.Relation("orders") is TableName name)
        {
            Assert.True(await Connection.Catalog.EstimateRowCountAsync(name, Token) is null or >= 0);
        }
    });

    [Fact]
    public Task A_huge_value_is_written_whole() => RunAsync(async () =>
    {
        using RecordBatch batch = Batch("id: l\nname: u", """[0, {"repeat": "ab€", "times": 2000000}]""");
        await LoadAsync("huge", batch);
        Assert.Equal(CellText.RowsOf(batch), await RowsAsync("huge"));
    });

    // What cannot be added to says so, and stays as it was.
    private Task AppendingAsync(Func<Task> body, [CallerMemberName] string test = "") => RunAsync(
        async () =>
        {
            if (Fixture.Appends)
            {
                await body();
                return;
            }

            await SeedAsync("kept", 2);
            using RecordBatch batch = Numbered(1);
            await FailsAsync(ConnectorStatus.NotSupported, async () => await LoadAsync("kept", batch, LoadMode.Append));
            Assert.Equal(NumberedRows(2), await RowsAsync("kept"));
        },
        test);
}
