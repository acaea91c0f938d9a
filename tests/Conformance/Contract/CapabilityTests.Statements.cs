using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

public abstract partial class CapabilityTests<TFixture>
{
    private async Task ProveTransactionsAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("t")} (id BIGINT)");
        await using (Transaction kept = await Connection.BeginTransactionAsync(Token))
        {
            await ExecuteAsync($"INSERT INTO {Table("t")} VALUES (1)");
            await kept.CommitAsync(Token);
            Assert.True(kept.IsEnded);
            await Assert.ThrowsAsync<InvalidOperationException>(async () => await kept.RollbackAsync(Token));
        }

        await using (Transaction undone = await Connection.BeginTransactionAsync(Token))
        {
            await ExecuteAsync($"INSERT INTO {Table("t")} VALUES (2)");
            await Assert.ThrowsAnyAsync<Exception>(async () => await Connection.BeginTransactionAsync(Token));
            await undone.RollbackAsync(Token);
        }

        using (Connection.BeginTransaction(Token))
        {
            await ExecuteAsync($"INSERT INTO {Table("t")} VALUES (3)");
        }

        await using (Transaction open = await Connection.BeginTransactionAsync(Token))
        {
            await using QueryResult result = await Connection.QueryAsync(new Statement($"SELECT * FROM {Table("t")}") { ReadOptions = Reading }, Token);
            var error = await Assert.ThrowsAsync<InvalidOperationException>(async () => await open.CommitAsync(Token));
            Assert.Contains("a query", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["[1]"], await SelectAsync($"SELECT id FROM {Table("t")}"));
        await ProveIsolationAsync();
        await ProveLoadInTransactionAsync();
    }

    // What a level keeps out of sight needs two sessions that do not wait for each other, so each connector's own tests show it.
    private async Task ProveIsolationAsync()
    {
        int begun = 0;
        foreach (TransactionIsolation isolation in Enum.GetValues<TransactionIsolation>())
        {
            try
            {
                await using Transaction transaction = await Connection.BeginTransactionAsync(isolation, Token);
                await ExecuteAsync($"INSERT INTO {Table("t")} VALUES (9)");
                begun++;
            }
            catch (ConnectorException refused) when (refused.Status == ConnectorStatus.NotSupported)
            {
                Assert.Contains("transactions", refused.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(begun > 1, "Beside its default, an engine keeps the promise of at least one level.");
        Assert.Equal(["[1]"], await SelectAsync($"SELECT id FROM {Table("t")}"));
    }

    private async Task ProveLoadInTransactionAsync()
    {
        using RecordBatch batch = Numbered(5);
        if (Fixture.Relation("loaded") is not TableName)
        {
            return;
        }

        await SeedAsync("loaded", 2);
        foreach (bool commit in new[] { false, true })
        {
            await using Transaction transaction = await Connection.BeginTransactionAsync(Token);
            await LoadAsync(Connection, new LoadRequest(Fixture.Relation("loaded"), batch.Schema, LoadMode.Append) { Transaction = transaction }, batch);
            if (commit)
            {
                await transaction.CommitAsync(Token);
            }
        }

        Assert.Equal(7, await Connection.CountRowsAsync(Scan("loaded"), Token));
    }

    private async Task ProveTransactionalDdlAsync()
    {
        await using (await Connection.BeginTransactionAsync(Token))
        {
            await ExecuteAsync($"CREATE TABLE {Table("made")} (id BIGINT)");
        }

        Assert.Null(await Connection.Catalog.FindTableAsync(new TableName("made"), Token));
        await ExecuteAsync($"CREATE TABLE {Table("kept")} (id BIGINT)");
        await using (await Connection.BeginTransactionAsync(Token))
        {
            await ExecuteAsync($"DROP TABLE {Table("kept")}");
        }

        Assert.NotNull(await Connection.Catalog.FindTableAsync(new TableName("kept"), Token));
    }

    private async Task ProveDescribeAsync()
    {
        await SeedAsync("orders", 2);
        var query = new QueryRelation(new Statement(Fixture.SelectAll("orders")!));
        Assert.Equal(["id", "name"], (await Connection.DescribeAsync(query, null, Token)).Columns.Select(c => c.Name));
    }

    private async Task ProveParametersAsync()
    {
        string placeholder = Fixture.Connector.Dialect!.Placeholder(0);
        await ExecuteAsync($"CREATE TABLE {Table("p")} (id BIGINT, name {Fixture.TextType})");
        string insert = string.Create(CultureInfo.InvariantCulture, $"INSERT INTO {Table("p")} VALUES ({Fixture.Connector.Dialect.Placeholder(0)}, {Fixture.Connector.Dialect.Placeholder(1)})");
        string nasty = "Robert'); DROP TABLE p; -- \" 日本";
        ExecuteResult result = await Connection.ExecuteAsync(Statement.With(insert, 42, nasty), Token);
        Assert.True(result.RowsAffected is null or 1);
        await Connection.ExecuteAsync(Statement.With(insert, long.MinValue, null), Token);
        await using QueryResult found = await Connection.QueryAsync(Statement.With($"SELECT id FROM {Table("p")} WHERE name = {placeholder}", nasty) with { ReadOptions = Reading }, Token);
        Assert.Equal(["[42]"], await RowsAsync(found.Reader));
        await found.DisposeAsync();
        Assert.Equal(["[-9223372036854775808]"], await SelectAsync($"SELECT id FROM {Table("p")} WHERE name IS NULL"));
        await FailsAnyAsync(async () => await Connection.ExecuteAsync(Statement.With(insert, 1), Token));
        await FailsAnyAsync(async () => await Connection.ExecuteAsync(Statement.With(insert, 1, 2, 3), Token));
        Assert.Equal(["[2]"], await SelectAsync($"SELECT count(*) FROM {Table("p")}"));
        Assert.DoesNotContain(nasty, Statement.With(insert, 1, nasty).ToString(), StringComparison.Ordinal);
        for (int i = 0; i < BoundValues.Length; i++)
        {
            await ProveBoundValueAsync(string.Create(CultureInfo.InvariantCulture, $"p{i}"), BoundValues[i]);
        }
    }

    // Every .NET type that a parameter may be, stored in a column of its Arrow type and read back.
    private static readonly object?[] BoundValues =
    [
        true, false, (sbyte)-128, (byte)255, (short)-32768, (ushort)65535, int.MinValue, uint.MaxValue, long.MaxValue, ulong.MaxValue, 0.1f, 0.1, double.MaxValue,
        79228162514264337593543950335m, -0.0000000000000000000000000001m, 12.50m, "", "it's 日本", 'x', Array.Empty<byte>(), new byte[] { 0, 255 }, new DateOnly(1, 1, 1), new DateOnly(9999, 12, 31),
        new TimeOnly(23, 59, 59, 999), new DateTime(2024, 2, 29, 12, 34, 56, DateTimeKind.Unspecified), new DateTime(1582, 10, 4, 0, 0, 0, DateTimeKind.Utc),
        new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.FromHours(2)), Guid.Parse("01234567-89ab-cdef-8123-456789abcdef"), new MonthDayNano(14, -3, 1000), null,
    ];

    private async Task ProveBoundValueAsync(string table, object? value)
    {
        using RecordBatch bound = ParameterBatch.Create([new Parameter(value)], Memory);
        if (Fixture.TypeMap.ToNative(bound.Schema[0]) is not { NativeType: { Length: > 0 } native, IsMarked: false } sink || !sink.Stored.Type.Equals(bound.Schema[0].Type))
        {
            return;
        }

        await ExecuteAsync($"CREATE TABLE {Table(table)} (v {native})");
        await Connection.ExecuteAsync(Statement.With($"INSERT INTO {Table(table)} VALUES ({Fixture.Connector.Dialect!.Placeholder(0)})", value), Token);
        Assert.Equal([CellText.RowOf(bound, 0)], await SelectAsync($"SELECT v FROM {Table(table)}"));
    }

    private async Task ProveParameterRowsAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("p")} (id BIGINT, name {Fixture.TextType})");
        string insert = $"INSERT INTO {Table("p")} VALUES ({Fixture.Connector.Dialect!.Placeholder(0)}, {Fixture.Connector.Dialect.Placeholder(1)})";
        using RecordBatch batch = Numbered(250);
        await using var rows = new SingleBatchReader(batch);
        ExecuteResult result = await Connection.ExecuteAsync(new Statement(insert) { ParameterRows = rows }, Token);
        Assert.True(result.RowsAffected is null or 250, $"{result.RowsAffected} rows are said to be affected.");
        Assert.Equal(NumberedRows(250), await SelectAsync($"SELECT id, name FROM {Table("p")} ORDER BY id"));
    }

    private async Task ProveScriptsAsync()
    {
        await Connection.ExecuteScriptAsync($"CREATE TABLE {Table("s")} (id BIGINT, name {Fixture.TextType}); INSERT INTO {Table("s")} VALUES (1, 'a;b'); -- a comment; with a semicolon\nINSERT INTO {Table("s")} VALUES (2, 'c');", Token);
        Assert.Equal(["[1, \"a;b\"]", "[2, \"c\"]"], await SelectAsync($"SELECT id, name FROM {Table("s")} ORDER BY id"));
        await FailsAnyAsync(async () => await Connection.ExecuteScriptAsync($"INSERT INTO {Table("s")} VALUES (3, 'd'); SELEC; INSERT INTO {Table("s")} VALUES (4, 'e')", Token));
        Assert.Equal(["[0]"], await SelectAsync($"SELECT count(*) FROM {Table("s")} WHERE id = 4"));
    }

    private async Task ExecuteAsync(string sql) => await Connection.ExecuteAsync(new Statement(sql), Token);

    private async Task<List<string>> SelectAsync(string sql)
    {
        await using QueryResult result = await Connection.QueryAsync(new Statement(sql) { ReadOptions = Reading }, Token);
        return await RowsAsync(result.Reader);
    }

    private static async Task FailsAnyAsync(Func<Task> work)
    {
        Exception error = await Assert.ThrowsAnyAsync<Exception>(work);
        Assert.True(error is ConnectorException or ArgumentException, error.ToString());
    }
}
