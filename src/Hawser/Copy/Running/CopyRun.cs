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
        Snapshot snapshot = await OpenAsync(source.Database, target.Database, Readers(source.Database, options), cancellationToken).ConfigureAwait(false);
        await using (snapshot.ConfigureAwait(false))
        {
            Connection writing = await target.Database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            await using (writing.ConfigureAwait(false))
            {
                Connection reading = snapshot.Connections[0];
                CopyPlan plan = await CopyPlanner.PlanAsync(source, reading, target, writing, options, cancellationToken).ConfigureAwait(false);
                plan = plan with { Consistency = snapshot.Consistency };
                ThrowIfProblems(plan);
                var reports = new List<TableReport>();
                foreach (TablePlan table in plan.Tables)
                {
                    string? rejects = options.RejectFile is { } path ? CopyRejects.PathOf(path, table.Item, plan.Tables.Count) : null;
                    var copy = new TableCopy(table, source.Database, snapshot.Connections, writing, options, rejects, allocator, progress);
                    reports.Add(await copy.RunAsync(cancellationToken).ConfigureAwait(false));
                }

                return new CopyReport(plan, reports) { Elapsed = Stopwatch.GetElapsedTime(began), PeakBufferBytes = allocator.PeakBytes };
            }
        }
    }

    /// <summary>A snapshot of the source; a plain session when source and target are one, as an embedded engine's reader would lock out its own writer.</summary>
    public static async ValueTask<Snapshot> OpenAsync(Database source, Database target, int sessions, CancellationToken cancellationToken) =>
        source.IsSameAs(target)
            ? new Snapshot([await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false)], Consistency.None)
            : await source.OpenSnapshotAsync(sessions, cancellationToken).ConfigureAwait(false);

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
