using Hawser.Arrow;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Registry;
using Hawser.Testing;

namespace Hawser.Tests.Connections;

/// <summary>The pool over the engines that run in this process.</summary>
public sealed class RealPoolTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ConnectorRegistry _registry = new(BuiltInConnectors.All);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public async Task A_session_comes_back_as_it_was_opened(string engine)
    {
        await using var manager = Manager(engine, "file.db");
        await using (var first = await manager.Get("prod").RentAsync())
        {
            first.Connection.Execute("CREATE TABLE kept (id INTEGER)");
            first.Connection.Execute("CREATE TEMPORARY TABLE mine (id INTEGER)");
            first.Connection.BeginTransaction();
            first.Connection.Execute("INSERT INTO kept VALUES (1)");
        }

        await using var second = await manager.Get("prod").RentAsync();
        Assert.Equal((0, 1, 0), manager.Get("prod").Pool.Counts);
        Assert.Equal(0, Count(second.Connection, "SELECT count(*) FROM kept"));
        Assert.Throws<ConnectorException>(() => second.Connection.Execute("SELECT * FROM mine"));
        second.Connection.Execute("INSERT INTO kept VALUES (2)");
        await second.DisposeAsync();
        await using var third = await manager.Get("prod").RentAsync();
        Assert.Equal(1, Count(third.Connection, "SELECT count(*) FROM kept"));
    }

    [Fact]
    public async Task A_copy_borrows_its_sessions_and_gives_them_back()
    {
        await using var source = Manager("sqlite", "source.db");
        await using var target = Manager("duckdb", "target.db");
        await using (var setUp = await source.Get("prod").RentAsync())
        {
            setUp.Connection.ExecuteScript("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (1), (2)");
        }

        var job = new CopyJob(CopySource.From(source.Get("prod").Pool), CopyTarget.Into(target.Get("prod").Pool));
        var report = await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(2, report.RowsWritten);
        Assert.Equal((1, 0, 0), source.Get("prod").Pool.Counts);
        Assert.Equal((1, 0, 0), target.Get("prod").Pool.Counts);
        await using var check = await target.Get("prod").RentAsync();
        Assert.Equal(2, Count(check.Connection, "SELECT count(*) FROM t"));
    }

    [Theory]
    [InlineData("sqlite", ":memory:")]
    [InlineData("duckdb", ":memory:")]
    [InlineData("sqlite", "a.db")]
    [InlineData("duckdb", "a.db")]
    public async Task Workers_side_by_side_lose_no_row(string engine, string path)
    {
        await using var manager = Manager(engine, path);
        await using (var setUp = await manager.Get("prod").RentAsync())
        {
            setUp.Connection.Execute("CREATE TABLE t (worker INTEGER, round INTEGER)");
        }

        var gate = new SemaphoreSlim(1);
        await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 20; round++)
            {
                await using var borrowed = await manager.Get("prod").RentAsync();
                Assert.True(Count(borrowed.Connection, "SELECT count(*) FROM t") >= 0);

                // These engines have one writer at a time; the pool is what is tested here.
                await gate.WaitAsync();
                try
                {
                    borrowed.Connection.Execute($"INSERT INTO t VALUES ({worker}, {round})");
                }
                finally
                {
                    gate.Release();
                }
            }
        })));
        await using var check = await manager.Get("prod").RentAsync();
        Assert.Equal(120, Count(check.Connection, "SELECT count(*) FROM (SELECT DISTINCT worker, round FROM t) d"));
    }

    [Fact]
    public async Task A_database_in_memory_lives_until_all_is_closed()
    {
        await using var manager = Manager("duckdb", ":memory:");
        await using (var first = await manager.Get("prod").RentAsync())
        {
            first.Connection.Execute("CREATE TABLE t AS SELECT 1 AS id");
        }

        await using (var second = await manager.Get("prod").RentAsync())
        {
            Assert.Equal(1, Count(second.Connection, "SELECT count(*) FROM t"));
        }

        await manager.CloseAllAsync();
        await using var anew = await manager.Get("prod").RentAsync();
        Assert.Throws<ConnectorException>(() => anew.Connection.Execute("SELECT * FROM t"));
    }

    public void Dispose() => _folder.Dispose();

    private static long Count(Connection connection, string sql)
    {
        using var result = connection.Query(sql);
        using var batch = result.Reader.ReadNext()!;
        return batch[0].Values<long>()[0];
    }

    private ConnectionManager Manager(string engine, string path)
    {
        var manager = new ConnectionManager(_registry, null, new ConnectionManagerOptions { Pool = new PoolOptions { Size = 2, Overflow = 2 } });
        manager.Add("prod", new Dictionary<string, string> { ["type"] = engine, ["path"] = path == ":memory:" ? path : _folder[path] });
        return manager;
    }
}
