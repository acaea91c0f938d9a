using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

/// <summary>One operation at a time, and what disposing does.</summary>
public abstract class OperationTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    [Fact]
    public Task A_second_operation_while_a_reader_is_open_names_the_open_one() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3);
        await using (await Connection.ReadAsync(Scan("orders"), Token))
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Connection.Catalog.GetTablesAsync(CatalogFilter.Tables, Token));
            Assert.Contains($"a reader of {Fixture.Relation("orders").DisplayName}", error.Message, StringComparison.Ordinal);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await Connection.ReadAsync(Scan("orders"), Token));
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await Connection.DescribeAsync(Fixture.Relation("orders"), null, Token));
        }

        Assert.Equal(NumberedRows(3), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_second_operation_while_a_load_is_open_names_it() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(2);
        await using (await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token))
        {
            var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await Connection.TestAsync(Token));
            Assert.Contains($"a load into {Fixture.Relation("orders").DisplayName}", error.Message, StringComparison.Ordinal);
        }

        await LoadAsync("orders", batch);
        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
    });

    [Fact]
    public Task A_reader_disposed_early_frees_the_connection() => RunAsync(async () =>
    {
        await SeedAsync("orders", 5000);
        await using (RecordBatchReader reader = await Connection.ReadAsync(Scan("orders") with { ReadOptions = Reading with { BatchRows = 10 } }, Token))
        {
            using RecordBatch? first = await reader.ReadNextAsync(Token);
            Assert.Equal(10, first!.RowCount);
        }

        Assert.Equal(5000, await Connection.CountRowsAsync(Scan("orders"), Token));
        Assert.True(Connection.IsUsable);
    });

    [Fact]
    public Task A_failed_operation_frees_the_connection() => RunAsync(async () =>
    {
        await Assert.ThrowsAsync<ConnectorException>(async () => await Connection.ReadAsync(Scan("missing"), Token));
        using RecordBatch batch = Numbered(1);
        await Assert.ThrowsAsync<ConnectorException>(async () =>
            await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("missing"), batch.Schema, LoadMode.Append), Token));
        await LoadAsync("orders", batch);
        Assert.Equal(NumberedRows(1), await RowsAsync("orders"));
    });

    [Fact]
    public Task Disposing_twice_does_no_harm() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(2);
        TableLoad load = await Connection.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token);
        TableWriter writer = await load.OpenWriterAsync("", Token);
        await writer.WriteAsync(batch, Token);
        await writer.CompleteAsync(Token);
        await writer.DisposeAsync();
        await writer.DisposeAsync();
        await load.CommitAsync(Token);
        await load.DisposeAsync();
        await load.DisposeAsync();
        load.Dispose();
        RecordBatchReader reader = await Connection.ReadAsync(Scan("orders"), Token);
        await reader.DisposeAsync();
        await reader.DisposeAsync();
        reader.Dispose();
        Assert.Equal(NumberedRows(2), await RowsAsync("orders"));
        Connection second = await Database.OpenConnectionAsync(Token);
        await second.DisposeAsync();
        await second.DisposeAsync();
        second.Dispose();
        await Connection.DisposeAsync();
        await Database.DisposeAsync();
        await Database.DisposeAsync();
        Database.Dispose();
    });

    [Fact]
    public Task A_disposed_connection_refuses_work() => RunAsync(async () =>
    {
        Connection second = await Database.OpenConnectionAsync(Token);
        Assert.True(second.IsUsable);
        await second.DisposeAsync();
        Assert.False(second.IsUsable);
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await second.TestAsync(Token));
        await Connection.DisposeAsync();
        await Database.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Database.OpenConnectionAsync(Token));
    });

    [Fact]
    public Task A_connection_disposed_before_its_reader_does_not_crash() => RunAsync(async () =>
    {
        await SeedAsync("orders", 2000);
        Connection second = await Database.OpenConnectionAsync(Token);
        RecordBatchReader reader = await second.ReadAsync(Scan("orders") with { ReadOptions = Reading with { BatchRows = 10 } }, Token);
        using (await reader.ReadNextAsync(Token))
        {
        }

        await second.DisposeAsync();
        await reader.DisposeAsync();
        Assert.Equal(2000, await Connection.CountRowsAsync(Scan("orders"), Token));
    });

    [Fact]
    public Task A_load_left_open_by_its_connection_changes_nothing() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(2);
        Connection second = await Database.OpenConnectionAsync(Token);
        TableLoad load = await second.BeginLoadAsync(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token);
        TableWriter writer = await load.OpenWriterAsync("", Token);
        await writer.WriteAsync(batch, Token);
        await second.DisposeAsync();
        await writer.DisposeAsync();
        await load.DisposeAsync();
        await FailsAsync(ConnectorStatus.NotFound, async () => await Connection.ReadAsync(Scan("orders"), Token));
    });

    [Fact]
    public Task A_test_and_a_reset_leave_the_connection_usable() => RunAsync(async () =>
    {
        await SeedAsync("orders", 1);
        await Connection.TestAsync(Token);
        await Connection.ResetAsync(Token);
        Connection.Test(Token);
        Connection.Reset(Token);
        Assert.True(Connection.IsUsable);
        Assert.Equal(NumberedRows(1), await RowsAsync("orders"));
    });

    [Fact]
    public Task Two_connections_of_a_database_work_side_by_side() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3000);
        if (!Database.AllowsConcurrentConnections)
        {
            return;
        }

        await using Connection second = await Database.OpenConnectionAsync(Token);
        ScanRequest small = Scan("orders") with { ReadOptions = Reading with { BatchRows = 100 } };
        await using RecordBatchReader one = await Connection.ReadAsync(small, Token);
        await using RecordBatchReader two = await second.ReadAsync(small, Token);
        (long First, long Second) rows = (0, 0);
        while (await one.ReadNextAsync(Token) is { } left)
        {
            using (left)
            using (RecordBatch? right = await two.ReadNextAsync(Token))
            {
                rows = (rows.First + left.RowCount, rows.Second + (right?.RowCount ?? 0));
            }
        }

        while (await two.ReadNextAsync(Token) is { } right)
        {
            using (right)
            {
                rows.Second += right.RowCount;
            }
        }

        Assert.Equal((3000, 3000), rows);
    });

    [Fact]
    public Task Tables_outlive_the_database_object() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3);
        await Connection.DisposeAsync();
        await Database.DisposeAsync();
        await using Database again = Fixture.Open();
        await using Connection connection = await again.OpenConnectionAsync(Token);
        if (Fixture.KeepsTables)
        {
            Assert.Equal(NumberedRows(3), await RowsAsync(connection, Scan("orders")));
        }
        else
        {
            await FailsAsync(ConnectorStatus.NotFound, async () => await connection.ReadAsync(Scan("orders"), Token));
        }
    });

    [Fact]
    public Task A_database_knows_itself_and_shows_no_secret() => RunAsync(async () =>
    {
        Assert.True(Database.IsSameAs(Database));
        await Connection.TestAsync(Token);
        Assert.True(Database.ServerVersion is not null || Fixture.Relation("orders") is not TableName, "An engine says its version.");
        Assert.Equal($"{Fixture.Connector.Name}:{Database.DisplayName}", Database.ToString());
        if (Fixture.Secret is { } secret)
        {
            Assert.DoesNotContain(secret, Database.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain(secret, Database.Options.ToString(), StringComparison.Ordinal);
        }

        await using Snapshot snapshot = await Database.OpenSnapshotAsync(2, Token);
        Assert.InRange(snapshot.Connections.Count, 1, 2);
    });
}
