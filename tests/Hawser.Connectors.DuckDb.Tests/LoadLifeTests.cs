namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>Loads side by side, given up, in transactions.</summary>
public sealed class LoadLifeTests
{
    [Fact]
    public void A_load_that_is_not_committed_leaves_no_trace()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1)");
        foreach (var (name, mode) in new[] { ("t", LoadMode.Replace), ("t", LoadMode.Append), ("u", LoadMode.Create) })
        {
            using var load = connection.BeginLoad(Loads.Request(name, mode, Loads.Int("a")));
            using var writer = load.OpenWriter();
            using var batch = Loads.Batch([7, 8]);
            writer.Write(batch);
        }

        Assert.Equal(["1"], connection.Texts("SELECT a FROM t"));
        Assert.Null(connection.Catalog.FindTable(new TableName("u")));
    }

    [Fact]
    public async Task Writers_work_side_by_side_and_commit_together()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var load = connection.BeginLoad(Loads.Request("t", LoadMode.Create, Loads.Int("a")));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(w => Task.Factory.StartNew(
            () =>
            {
                using var writer = load.OpenWriter($"chunk {w}");
                for (var i = 0; i < 10; i++)
                {
                    using var batch = Loads.Batch([.. Enumerable.Range((w * 100_000) + (i * 10_000), 10_000)]);
                    writer.Write(batch);
                }

                Assert.Equal(100_000, writer.Complete());
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default)));
        var result = load.Commit();
        load.Dispose();

        Assert.Equal(400_000, result.RowsWritten);
        Assert.Equal(["400000|79999800000"], connection.Texts("SELECT count(DISTINCT a), sum(a) FROM t"));
    }

    [Fact]
    public void A_writer_that_is_given_up_ends_the_load()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using (var load = connection.BeginLoad(Loads.Request("t", LoadMode.Create, Loads.Int("a"))))
        {
            using (var writer = load.OpenWriter())
            {
                using var batch = Loads.Batch([1]);
                writer.Write(batch);
            }

            Assert.Throws<ConnectorException>(() => load.Commit());
        }

        Assert.Null(connection.Catalog.FindTable(new TableName("t")));
    }

    [Fact]
    public async Task A_load_in_a_transaction_lives_and_dies_with_it()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        await using (var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            using var load = connection.BeginLoad(Loads.Request("t", LoadMode.Create, Loads.Int("a")) with { Transaction = transaction });
            using (var writer = load.OpenWriter())
            {
                using var batch = Loads.Batch([1]);
                writer.Write(batch);
                writer.Complete();
            }

            load.Commit();
        }

        Assert.Null(connection.Catalog.FindTable(new TableName("t")));
    }

    [Fact]
    public void A_cancelled_writer_stops_and_the_connection_lives_on()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var cancel = new CancellationTokenSource();
        using (var load = connection.BeginLoad(Loads.Request("t", LoadMode.Create, Loads.Int("a"))))
        {
            using var writer = load.OpenWriter();
            using var batch = Loads.Batch([1]);
            writer.Write(batch, cancel.Token);
            cancel.Cancel();
            Assert.Throws<OperationCanceledException>(() => writer.Write(batch, cancel.Token));
        }

        Assert.Equal(["1"], connection.Texts("SELECT 1"));
        Assert.Null(connection.Catalog.FindTable(new TableName("t")));
    }

    [Fact]
    public async Task A_commit_that_conflicts_is_busy_and_the_connection_lives_on()
    {
        using var database = Duck.Open();
        using var one = database.OpenConnection();
        using var other = database.OpenConnection();
        one.ExecuteScript("CREATE TABLE t (a INTEGER PRIMARY KEY); INSERT INTO t VALUES (1)");
        await using (var transaction = await one.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            one.Execute("INSERT INTO t VALUES (2)");
            other.Execute("INSERT INTO t VALUES (2)");
            await Assert.ThrowsAsync<ConnectorException>(async () => await transaction.CommitAsync(TestContext.Current.CancellationToken));
        }

        Assert.Equal(["1", "2"], one.Texts("SELECT a FROM t ORDER BY 1"));
    }
}
