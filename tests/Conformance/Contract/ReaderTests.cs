using System.Globalization;
using System.Text.Json;
using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

/// <summary>What a reader hands over, and who owns it.</summary>
public abstract class ReaderTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    [Fact]
    public Task A_batch_stays_valid_after_the_next_call_and_after_the_reader_is_gone() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3000);
        var kept = new List<RecordBatch>();
        var seen = new List<string>();
        await using (RecordBatchReader reader = await Connection.ReadAsync(Scan("orders") with { ReadOptions = Reading with { BatchRows = 500 } }, Token))
        {
            while (await reader.ReadNextAsync(Token) is { } batch)
            {
                kept.Add(batch);
                seen.AddRange(CellText.RowsOf(batch));
            }
        }

        await Connection.DisposeAsync();
        Assert.Equal(seen, kept.SelectMany(CellText.RowsOf));
        Assert.Equal(3000, kept.Sum(b => b.RowCount));
        kept.ForEach(b => b.Dispose());
    });

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2048)]
    public Task Batches_have_at_most_the_rows_asked_for(int batchRows) => RunAsync(async () =>
    {
        int rows = Math.Min(4100, batchRows * 60);
        await SeedAsync("orders", rows);
        await using RecordBatchReader reader = await Connection.ReadAsync(Scan("orders") with { ReadOptions = Reading with { BatchRows = batchRows } }, Token);
        int total = 0;
        while (await reader.ReadNextAsync(Token) is { } batch)
        {
            using (batch)
            {
                Assert.InRange(batch.RowCount, 1, batchRows);
                total += batch.RowCount;
            }
        }

        Assert.Equal(rows, total);
    });

    [Fact]
    public Task A_batch_ends_with_the_row_that_passes_the_bytes_asked_for() => RunAsync(async () =>
    {
        using RecordBatch batch = Batch("id: l\nname: u", Enumerable.Range(0, 50).Select(i => $$"""[{{i}}, {"repeat": "x", "times": 10000}]"""));
        await LoadAsync("wide", batch);
        await using RecordBatchReader reader = await Connection.ReadAsync(Scan("wide") with { ReadOptions = Reading with { BatchBytes = 25_000 } }, Token);
        int total = 0;
        while (await reader.ReadNextAsync(Token) is { } part)
        {
            using (part)
            {
                Assert.InRange(part.RowCount, 1, 3);
                total += part.RowCount;
            }
        }

        Assert.Equal(50, total);
    });

    [Fact]
    public Task A_huge_cell_passes_whole() => RunAsync(async () =>
    {
        using RecordBatch batch = Batch("id: l\nname: u", "[0, \"before\"]", """[1, {"repeat": "0123456789abcdef", "times": 1048576}]""", "[2, null]");
        await LoadAsync("huge", batch);
        await using RecordBatchReader reader = await Connection.ReadAsync(Scan("huge") with { ReadOptions = Reading with { BatchBytes = 1 << 20 } }, Token);
        Assert.Equal(CellText.RowsOf(batch), await RowsAsync(reader));
    });

    [Fact]
    public Task Sync_and_async_members_agree() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(100);
        using (TableLoad load = Connection.BeginLoad(new LoadRequest(Fixture.Relation("orders"), batch.Schema, LoadMode.Create), Token))
        {
            using (TableWriter writer = load.OpenWriter("", Token))
            {
                writer.Write(batch, Token);
                Assert.Equal(100, writer.Complete(Token));
            }

            Assert.Equal(100, load.Commit(Token).RowsWritten);
        }

        var rows = new List<string>();
        using (RecordBatchReader reader = Connection.Read(Scan("orders"), Token))
        {
            while (reader.ReadNext(Token) is { } part)
            {
                using (part)
                {
                    rows.AddRange(CellText.RowsOf(part));
                }
            }
        }

        Assert.Equal(NumberedRows(100), rows.Order(NaturalOrder));
        Assert.Equal(rows.Order(NaturalOrder), (await RowsAsync("orders")).Order(NaturalOrder));
        Assert.Equal((await Connection.DescribeAsync(Fixture.Relation("orders"), null, Token)).Schema, Connection.Describe(Fixture.Relation("orders"), null, Token).Schema);
        Assert.Equal(
            (await Connection.Catalog.GetTablesAsync(CatalogFilter.Tables, Token)).Select(t => t.Name.Name),
            Connection.Catalog.GetTables(CatalogFilter.Tables, Token).Select(t => t.Name.Name));
        using Connection second = Database.OpenConnection(Token);
        Assert.Single(second.Partition(Scan("orders"), 1, Token));
    });

    [Fact]
    public Task A_reader_gives_null_for_ever_after_the_last_batch() => RunAsync(async () =>
    {
        await SeedAsync("orders", 2);
        await using RecordBatchReader reader = await Connection.ReadAsync(Scan("orders"), Token);
        Assert.Equal(2, (await RowsAsync(reader)).Count);
        Assert.Null(await reader.ReadNextAsync(Token));
        Assert.Null(reader.ReadNext(Token));
    });

    [Fact]
    public Task An_empty_table_has_its_schema_and_no_rows() => RunAsync(async () =>
    {
        using RecordBatch batch = Numbered(0);
        Assert.Equal(0, (await LoadAsync("empty", batch)).RowsWritten);
        await using RecordBatchReader reader = await Connection.ReadAsync(Scan("empty"), Token);
        Assert.Equal(["id", "name"], reader.Schema.Fields.Select(f => f.Name));
        Assert.Empty(await RowsAsync(reader));
    });

    [Fact]
    public Task A_description_equals_what_reading_gives() => RunAsync(async () =>
    {
        await SeedAsync("orders", 3);
        ScanRequest scan = Scan("orders");
        RelationDescription described = await Connection.DescribeAsync(scan.Relation, Reading, Token);
        if (scan.Schema is null)
        {
            await using RecordBatchReader reader = await Connection.ReadAsync(scan, Token);
            Assert.Equal(reader.Schema, described.Schema);
        }

        Assert.Equal(["id", "name"], described.Columns.Select(c => c.Name));
    });

    [Fact]
    public Task Columns_come_in_the_order_asked_for() => RunAsync(async () =>
    {
        await SeedAsync("orders", 2);
        Assert.Equal(["[\"row 0\", 0]", "[\"row 1\", 1]"], (await RowsAsync(Connection, Scan("orders") with { Columns = ["name", "id"] })).Order(StringComparer.Ordinal));
        Assert.Equal(["[\"row 0\"]", "[\"row 1\"]"], (await RowsAsync(Connection, Scan("orders") with { Columns = ["name"] })).Order(StringComparer.Ordinal));
        await Assert.ThrowsAsync<ArgumentException>(async () => await Connection.ReadAsync(Scan("orders") with { Columns = [] }, Token));
    });

    [Fact]
    public Task A_column_that_is_not_there_is_an_error_that_names_it() => RunAsync(async () =>
    {
        await SeedAsync("orders", 2);
        var error = await Assert.ThrowsAsync<ConnectorException>(async () =>
        {
            await using RecordBatchReader reader = await Connection.ReadAsync(Scan("orders") with { Columns = ["id", "nmae"] }, Token);
            await RowsAsync(reader);
        });
        Assert.True(error.Status is ConnectorStatus.NotFound or ConnectorStatus.InvalidStatement, error.ToString());
        Assert.Contains("nmae", error.Message, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(1500)]
    [InlineData(9000)]
    public Task A_limit_is_the_most_rows(int limit) => RunAsync(async () =>
    {
        await SeedAsync("orders", 2500);
        ScanRequest limited = Scan("orders") with { Limit = limit };
        Assert.Equal(Math.Min(limit, 2500), (await RowsAsync(Connection, limited)).Count);
        Assert.Equal(Math.Min(limit, 2500), await Connection.CountRowsAsync(limited, Token));
    });

    [Fact]
    public Task An_order_and_a_filter_hold_or_are_refused() => RunAsync(async () =>
    {
        await SeedAsync("orders", 30);
        ScanRequest scan = Scan("orders") with { Order = [new OrderBy("id", Descending: true)], Filter = "id >= 27" };
        if (Fixture.Connector.Dialect is null)
        {
            await FailsAsync(ConnectorStatus.NotSupported, async () => await Connection.ReadAsync(scan, Token));
            return;
        }

        Assert.Equal(NumberedRows(3, 27).Reverse(), await RowsAsync(Connection, scan));
    });

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(64)]
    public Task Partitions_cover_every_row_exactly_once(int count) => RunAsync(async () =>
    {
        await SeedAsync("orders", 10_000);
        ScanRequest scan = Scan("orders");
        IReadOnlyList<Partition> partitions = await Connection.PartitionAsync(scan, count, Token);
        Assert.InRange(partitions.Count, 1, count);
        Assert.Equal(partitions.Count, partitions.Select(p => p.Id).Distinct().Count());
        var rows = new List<string>();
        await using Connection second = Database.AllowsConcurrentConnections ? await Database.OpenConnectionAsync(Token) : Connection;
        foreach (Partition partition in partitions)
        {
            Partition travelled = JsonSerializer.Deserialize<Partition>(JsonSerializer.Serialize(partition))!;
            rows.AddRange(await RowsAsync(rows.Count % 2 == 0 ? Connection : second, scan with { Partition = travelled }));
        }

        Assert.Equal(NumberedRows(10_000), rows.Order(NaturalOrder));
        if (Fixture.Secret is { } secret)
        {
            Assert.DoesNotContain(partitions, p => p.Token.Contains(secret, StringComparison.Ordinal));
        }
    });

    [Fact]
    public Task An_empty_table_has_partitions_without_rows() => RunAsync(async () =>
    {
        await SeedAsync("orders", 0);
        IReadOnlyList<Partition> partitions = await Connection.PartitionAsync(Scan("orders"), 4, Token);
        Assert.NotEmpty(partitions);
        foreach (Partition partition in partitions)
        {
            Assert.Empty(await RowsAsync(Connection, Scan("orders") with { Partition = partition }));
        }
    });

    [Fact]
    public Task A_ceiling_on_memory_is_an_error_and_not_a_crash() => RunAsync(async () =>
    {
        using RecordBatch batch = Batch("id: l\nname: u", """[1, {"repeat": "0123456789abcdef", "times": 1048576}]""");
        await LoadAsync("huge", batch);
        using var small = new ArrowAllocator(limitBytes: 1 << 20);
        Exception error = await Assert.ThrowsAnyAsync<Exception>(async () => await RowsAsync(Connection, Scan("huge") with { ReadOptions = Reading with { Allocator = small } }));
        Assert.True(error is ConnectorException { Status: ConnectorStatus.ResourceExhausted } or ArrowException { IsLimit: true }, error.ToString());
        Assert.Equal(0, small.AllocatedBytes);
        Assert.Equal(1, await Connection.CountRowsAsync(Scan("huge"), Token));
    });

    private static readonly Comparer<string> NaturalOrder = Comparer<string>.Create((x, y) => NumberOf(x).CompareTo(NumberOf(y)));

    private static int NumberOf(string row) => int.Parse(row.AsSpan(1, row.IndexOf(',', StringComparison.Ordinal) - 1), CultureInfo.InvariantCulture);
}
