using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

/// <summary>A statement that would run for minutes ends soon when it is asked to. The bound is generous: it only tells soon from never.</summary>
public abstract class CancelTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(60);

    [Fact]
    public Task A_long_query_ends_when_its_token_is_cancelled() => RunAsync(async () =>
    {
        if (Endless() is not { } endless)
        {
            return;
        }

        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        Task running = Task.Run(() => RunToEndAsync(endless, giveUp.Token), Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Soon, Token));
        await StillWorksAsync();
    });

    [Fact]
    public Task A_long_query_of_a_synchronous_caller_ends_when_its_token_is_cancelled() => RunAsync(async () =>
    {
        if (Endless() is not { } endless)
        {
            return;
        }

        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(150));
        Task running = Task.Run(() => Connection.Execute(endless, giveUp.Token), Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running.WaitAsync(Soon, Token));
        await StillWorksAsync();
    });

    [Fact]
    public Task A_long_query_ends_with_its_timeout() => RunAsync(async () =>
    {
        if (Endless() is not { } endless)
        {
            return;
        }

        Statement statement = endless with { Timeout = TimeSpan.FromMilliseconds(150) };
        Task running = Task.Run(() => RunToEndAsync(statement, Token), Token);
        await FailsAsync(ConnectorStatus.Timeout, () => running.WaitAsync(Soon, Token));
        await StillWorksAsync();
    });

    [Fact]
    public Task A_result_disposed_early_cancels_its_query() => RunAsync(async () =>
    {
        await SeedAsync("orders", 5000);
        for (int i = 0; i < 20; i++)
        {
            await using RecordBatchReader reader = await Connection.ReadAsync(Scan("orders") with { ReadOptions = Reading with { BatchRows = 16 } }, Token);
            using RecordBatch? batch = i % 2 == 0 ? await reader.ReadNextAsync(Token) : null;
        }

        await StillWorksAsync();
    });

    private Statement? Endless()
    {
        Assert.True(!Has(Capability.Cancel) || Fixture.EndlessQuery is not null, "The connector declares Cancel; its fixture must name a query that never ends by itself.");
        return Fixture.EndlessQuery is { } text ? new Statement(text) { ReadOptions = Reading } : null;
    }

    private async Task RunToEndAsync(Statement statement, CancellationToken cancellationToken)
    {
        await using QueryResult result = await Connection.QueryAsync(statement, cancellationToken);
        while (await result.Reader.ReadNextAsync(cancellationToken) is { } batch)
        {
            batch.Dispose();
        }
    }

    private async Task StillWorksAsync()
    {
        Assert.True(Connection.IsUsable);
        await SeedAsync("after", 2);
        Assert.Equal(NumberedRows(2), await RowsAsync("after"));
    }
}
