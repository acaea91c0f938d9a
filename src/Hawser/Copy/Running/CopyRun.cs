using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Carries a copy out: opens the snapshot and the session that writes, plans in them, then copies table after table.</summary>
internal static class CopyRun
{
    public static async ValueTask<CopyReport> RunAsync(
        CopySource source, CopyTarget target, CopyOptions options, IProgress<CopyProgress>? progress, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        using ArrowAllocator? own = options.Allocator is null ? new ArrowAllocator(options.MemoryBytes) : null;
        ArrowAllocator allocator = options.Allocator ?? own!;
        SourceSessions reading = await SourceSessions.OpenAsync(source, target, Readers(source.Database, options), cancellationToken).ConfigureAwait(false);
        await using (reading.ConfigureAwait(false))
        {
            foreach (Connection connection in reading.Connections)
            {
                connection.ExpectReads();
            }

            CopySession writing = await CopySession.OpenAsync(target.Database, target.Pool, options.Workers ?? target.Database.SuggestedWriters, cancellationToken).ConfigureAwait(false);
            await using (writing.ConfigureAwait(false))
            {
                CopyPlan plan = await CopyPlanner.PlanAsync(source, reading.Connections[0], target, writing.Connection, options, cancellationToken).ConfigureAwait(false);
                plan = plan with { Consistency = reading.Consistency };
                ThrowIfProblems(plan);
                var reports = new List<TableReport>();
                foreach (TablePlan table in plan.Tables)
                {
                    string? rejects = options.RejectFile is { } path ? CopyRejects.PathOf(path, table.Item, plan.Tables.Count) : null;
                    var copy = new TableCopy(table, source.Database, reading.Connections, writing, options, rejects, allocator, progress);
                    reports.Add(await copy.RunAsync(cancellationToken).ConfigureAwait(false));
                }

                return new CopyReport(plan, reports) { Elapsed = Stopwatch.GetElapsedTime(began), PeakBufferBytes = allocator.PeakBytes };
            }
        }
    }

    private static int Readers(Database source, CopyOptions options) => source.Capabilities.Has(Capability.Partitions) ? options.Workers ?? source.SuggestedReaders : 1;

    private static void ThrowIfProblems(CopyPlan plan)
    {
        string[] problems = [.. plan.Problems];
        if (problems.Length > 0)
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, "", $"{string.Join("; ", problems)}.");
        }
    }
}
