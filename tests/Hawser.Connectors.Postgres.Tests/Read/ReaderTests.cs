using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Tests.Session;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Tests.Read;

public sealed class ReaderTests
{
    private const string Endless = "SELECT i FROM generate_series(1, 100000) AS i, generate_series(1, 100000) AS j";

    private static readonly PgType Integer = PgTypeText.Parse("integer");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Rows_arrive_whole_and_in_order_from_both_kinds_of_callers(bool sync)
    {
        await using CopySession session = await TestSessions.OpenAsync();
        List<string?[]> rows = await CopyText.RowsAsync(
            session,
            "SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE repeat(chr(97 + i % 26), i % 300) END FROM generate_series(1, 20000) AS i",
            [CopyText.Column("i", Integer), CopyText.Column("t", "text")],
            new ReadOptions { BatchRows = 777 },
            sync);
        Assert.Equal(20000, rows.Count);
        for (int i = 1; i <= rows.Count; i++)
        {
            Assert.Equal($"{i}", rows[i - 1][0]);
            Assert.Equal(i % 3 == 0 ? null : new string((char)('a' + (i % 26)), i % 300), rows[i - 1][1]);
        }
    }

    [Fact]
    public async Task Batches_end_by_rows_and_by_bytes()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        Assert.Equal([10, 10, 5], await BatchSizesAsync(session, "SELECT i FROM generate_series(1, 25) AS i", Integer, new ReadOptions { BatchRows = 10 }));
        Assert.Equal([1, 1, 1], await BatchSizesAsync(session, "SELECT i FROM generate_series(1, 3) AS i", Integer, new ReadOptions { BatchBytes = 1 }));
        Assert.Equal([3, 3, 1], await BatchSizesAsync(session, "SELECT repeat('x', 1000) FROM generate_series(1, 7)", PgTypeText.Parse("text"), new ReadOptions { BatchBytes = 2500 }));
        Assert.Empty(await BatchSizesAsync(session, "SELECT i FROM generate_series(1, 0) AS i", Integer, ReadOptions.Default));
    }

    [Fact]
    public async Task A_short_number_with_a_long_text_counts_as_long()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        List<int> sizes = await BatchSizesAsync(session, "SELECT 1e100000::numeric FROM generate_series(1, 200)", PgTypeText.Parse("numeric"), new ReadOptions { BatchBytes = 1 << 20 });
        Assert.All(sizes, size => Assert.InRange(size, 1, 64));
    }

    [Fact]
    public async Task A_table_without_columns_gives_rows_of_nothing()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await using CopyBatchReader reader = await CopyText.OpenAsync(session, "SELECT FROM generate_series(1, 3)", [], ReadOptions.Default);
        using RecordBatch batch = (await reader.ReadNextAsync())!;
        Assert.Equal((3, 0), (batch.RowCount, batch.Schema.Fields.Count));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cell_of_64_MiB_is_read_and_its_memory_given_back(bool sync)
    {
        const int Size = 64 << 20;
        await using CopySession session = await TestSessions.OpenAsync();
        using var allocator = new ArrowAllocator(limitBytes: 200L << 20, keepBytes: 0);
        await using (CopyBatchReader reader = await CopyText.OpenAsync(
            session, $"SELECT repeat('hawser__', {Size / 8}) UNION ALL SELECT 'small'", [CopyText.Column("t", "text")], new ReadOptions { Allocator = allocator }))
        {
            using RecordBatch batch = (sync ? reader.ReadNext() : await reader.ReadNextAsync())!;
            Assert.Equal(Size, batch[0].GetBytes(0).Length);
            Assert.True(batch[0].GetBytes(0)[^8..].SequenceEqual("hawser__"u8));
        }

        Assert.Equal(0, allocator.AllocatedBytes);
        Assert.True(session.IsUsable);
    }

    [Fact]
    public async Task A_cell_beyond_the_memory_ceiling_is_an_error_that_says_so()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        using var allocator = new ArrowAllocator(limitBytes: 4 << 20, keepBytes: 0);
        await using (CopyBatchReader reader = await CopyText.OpenAsync(session, $"SELECT repeat('x', {16 << 20})", [CopyText.Column("t", "text")], new ReadOptions { Allocator = allocator }))
        {
            ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await reader.ReadNextAsync());
            Assert.Equal(ConnectorStatus.ResourceExhausted, error.Status);
            Assert.Contains("memory ceiling", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public async Task A_reader_disposed_early_cancels_and_the_session_goes_on()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        for (int i = 0; i < 10; i++)
        {
            await using (CopyBatchReader reader = await CopyText.OpenAsync(session, Endless, [CopyText.Column("i", Integer)], new ReadOptions { BatchRows = 16 }))
            {
                using RecordBatch? batch = i % 2 == 0 ? await reader.ReadNextAsync() : null;
            }

            Assert.True(session.IsUsable);
            Assert.Equal("5", await CopyText.ValueAsync(session, "5", Integer));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancelled_token_ends_a_read_that_waits(bool sync)
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await using (CopyBatchReader reader = await CopyText.OpenAsync(
            session, "SELECT i FROM generate_series(1, 10000) AS i UNION ALL SELECT 1 FROM pg_sleep(600)", [CopyText.Column("i", Integer)], new ReadOptions { BatchRows = 5000 }))
        {
            using RecordBatch first = (await reader.ReadNextAsync())!;
            using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
            {
                while ((sync ? reader.ReadNext(giveUp.Token) : await reader.ReadNextAsync(giveUp.Token)) is { } batch)
                {
                    batch.Dispose();
                }
            });
            Assert.Null(await reader.ReadNextAsync());
        }

        Assert.True(session.IsUsable);
        Assert.Equal("5", await CopyText.ValueAsync(session, "5", Integer));
    }

    [Fact]
    public async Task A_cancelled_token_ends_a_read_that_has_not_begun()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await CopyBatchReader.OpenAsync(
            session, "COPY (SELECT 1 FROM pg_sleep(600)) TO STDOUT (FORMAT BINARY)", [CopyText.Column("i", Integer)], ReadOptions.Default, "sleeping", null, giveUp.Token));
        Assert.Equal("5", await CopyText.ValueAsync(session, "5", Integer));
    }

    [Fact]
    public async Task An_error_of_the_server_in_the_middle_is_told_and_the_session_goes_on()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => CopyText.RowsAsync(
            session, "SELECT 1000 / (5000 - i) FROM generate_series(1, 10000) AS i", [CopyText.Column("i", Integer)]));
        Assert.Equal((ConnectorStatus.InvalidData, "22012"), (error.Status, error.SqlState));
        Assert.Contains("reading things: division by zero", error.Message, StringComparison.Ordinal);
        Assert.Equal("5", await CopyText.ValueAsync(session, "5", Integer));
    }

    [Fact]
    public async Task A_statement_that_is_wrong_is_told_and_the_session_goes_on()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await CopyText.OpenAsync(session, "SELECT nowhere", [CopyText.Column("i", Integer)], ReadOptions.Default));
        Assert.Equal((ConnectorStatus.InvalidStatement, "42703"), (error.Status, error.SqlState));
        Assert.True(session.IsUsable);
    }

    [Fact]
    public async Task Columns_other_than_planned_are_an_error()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await CopyText.OpenAsync(session, "SELECT 1, 2", [CopyText.Column("i", Integer)], ReadOptions.Default));
        Assert.Contains("2 columns where 1", error.Message, StringComparison.Ordinal);
        Assert.True(session.IsUsable);
    }

    [Fact]
    public async Task Sessions_attached_to_a_snapshot_see_its_moment()
    {
        await using CopySession first = await TestSessions.OpenAsync();
        await using CopySession second = await TestSessions.OpenAsync();
        await first.ExecuteAsync("DROP TABLE IF EXISTS moment; CREATE TABLE moment AS SELECT 1 AS i", "preparing", CancellationToken.None);
        await first.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "beginning", CancellationToken.None);
        string snapshot = (await CopyText.ValueAsync(first, "pg_export_snapshot()", PgTypeText.Parse("text")))!;
        await second.ExecuteAsync("INSERT INTO moment VALUES (2)", "changing", CancellationToken.None);
        await second.ExecuteAsync("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", "beginning", CancellationToken.None);
        await second.ExecuteAsync($"SET TRANSACTION SNAPSHOT '{snapshot}'", "attaching", CancellationToken.None);
        Assert.Equal("1", await CopyText.ValueAsync(second, "count(*)::integer FROM moment", Integer));
        await second.ExecuteAsync("COMMIT", "ending", CancellationToken.None);
        Assert.Equal("2", await CopyText.ValueAsync(second, "count(*)::integer FROM moment", Integer));
    }

    private static async Task<List<int>> BatchSizesAsync(CopySession session, string query, PgType type, ReadOptions options)
    {
        var sizes = new List<int>();
        await using CopyBatchReader reader = await CopyText.OpenAsync(session, query, [CopyText.Column("x", type)], options);
        while (await reader.ReadNextAsync() is { } batch)
        {
            sizes.Add(batch.RowCount);
            batch.Dispose();
        }

        return sizes;
    }
}
