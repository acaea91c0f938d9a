using System.Globalization;
using System.Runtime.InteropServices;
using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;

namespace Hawser.EndToEnd.Tests;

/// <summary>Many synchronous callers at a time: a thread of the pool that waits must never need another one to go on.</summary>
public sealed class CrowdTests : EndToEndTest
{
    private const int Queries = 200;
    private const string PoolThreads = "HAWSER_TEST_POOL_THREADS";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void Two_hundred_sync_queries_at_a_time_all_end(string kind)
    {
        if (Environment.GetEnvironmentVariable(PoolThreads) is { } threads)
        {
            ThreadPool.GetMaxThreads(out int most, out _);
            Assert.Equal(int.Parse(threads, CultureInfo.InvariantCulture), most);
        }

        using Database database = At(kind, "crowd").Open();
        using (Connection connection = database.OpenConnection(Token))
        {
            connection.ExecuteScript("CREATE TABLE zoo(id INTEGER, label TEXT)", Token);
            for (int i = 0; i < 100; i++)
            {
                connection.Execute($"INSERT INTO zoo VALUES ({i}, 'label {i}')", Token);
            }
        }

        Task<long>[] queries = [.. Enumerable.Range(0, Queries).Select(i => Task.Run(() => Query(database, i), Token))];
        Assert.True(Task.WaitAll(queries, Patience), $"{queries.Count(q => !q.IsCompleted)} of {Queries} queries did not end");
        Assert.All(queries, (q, i) => Assert.Equal(i % 100, q.GetAwaiter().GetResult()));
    }

    [Fact]
    public void They_end_on_two_threads_of_the_pool_as_well()
    {
        string dotnet = Path.Combine(Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")), OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet");
        ToolRun run = ToolRun.Run(
            dotnet,
            [typeof(CrowdTests).Assembly.Location, "-method", $"{typeof(CrowdTests).FullName}.{nameof(Two_hundred_sync_queries_at_a_time_all_end)}", "-noColor"],
            environment: new Dictionary<string, string?>
            {
                ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "2",
                ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "2",
                [PoolThreads] = "2",
            });
        Assert.True(run.ExitCode == 0, run.Output + run.Error);
        Assert.Contains("Total: 2, Errors: 0, Failed: 0", run.Output, StringComparison.Ordinal);
    }

    private static long Query(Database database, int number)
    {
        using Connection connection = database.OpenConnection();
        using QueryResult result = connection.Query($"SELECT id, label FROM zoo WHERE id = {number % 100}");
        long id = -1;
        while (result.Reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                id = batch.RowCount == 1 ? long.Parse(Hawser.Testing.Cells.CellText.Of(batch[0], 0), CultureInfo.InvariantCulture) : id;
            }
        }

        return id;
    }
}
