using Hawser.Cli.CommandLine;
using Hawser.Cli.Progress;
using Hawser.Cli.Rendering;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Cli.Copying;

/// <summary>Opens both ends, plans or copies, and says what came of it.</summary>
internal static class CopyCommand
{
    public static async Task<int> RunAsync(CopyArguments arguments, CliContext context)
    {
        if (arguments.IsPlanOnly)
        {
            return ShowPlan(await PlanAsync(arguments, context).ConfigureAwait(false), arguments, context);
        }

        CopyReport report = await CopyAsync(arguments, context).ConfigureAwait(false);
        if (!context.IsQuiet)
        {
            context.Error.Write(ReportText.Write(report));
        }

        if (arguments.IsJson)
        {
            JsonText.Print(context, json => ReportJson.Write(json, report));
        }

        return ExitCode.Done;
    }

    /// <summary>Copies, with bars where people watch.</summary>
    public static Task<CopyReport> CopyAsync(CopyArguments arguments, CliContext context) => WithJobAsync(arguments, context, async (job, source, _) =>
    {
        CopyReport report = await CopyProgressDisplay.RunAsync(job, context).ConfigureAwait(false);
        ThrowIfEmpty(report.Tables.Count, source);
        return report;
    });

    private static Task<CopyPlan> PlanAsync(CopyArguments arguments, CliContext context) => WithJobAsync(arguments, context, async (job, source, target) =>
    {
        CopyPlan plan = await job.PlanAsync(context.CancellationToken).ConfigureAwait(false);
        ThrowIfEmpty(plan.Tables.Count, source);
        return plan with { Source = source.Name, Target = target.Name };
    });

    private static async Task<T> WithJobAsync<T>(CopyArguments arguments, CliContext context, Func<CopyJob, OpenSource, OpenTarget, Task<T>> work)
    {
        ResolvedLocation? targetLocation = OpenTarget.Resolve(arguments);
        OpenSource source = await OpenSource.OpenAsync(arguments, path => IsSame(path, targetLocation), context).ConfigureAwait(false);
        await using (source.ConfigureAwait(false))
        {
            OpenTarget target = OpenTarget.Open(arguments, targetLocation);
            await using (target.ConfigureAwait(false))
            {
                OpenSource checkedSource = SingleTarget.Check(source, target);
                var job = new CopyJob(checkedSource.ToCopySource(), target.ToCopyTarget(), arguments.Options);
                return await work(job, checkedSource, target).ConfigureAwait(false);
            }
        }
    }

    private static bool IsSame(string? path, ResolvedLocation? target) =>
        path is not null && target is not null && Engines.FileOf(target) is { } other && Path.GetFullPath(path) == Path.GetFullPath(other);

    private static int ShowPlan(CopyPlan plan, CopyArguments arguments, CliContext context)
    {
        if (arguments.IsJson)
        {
            JsonText.Print(context, json => PlanJson.Write(json, plan));
        }
        else
        {
            context.Print(PlanText.Write(plan));
        }

        int problems = plan.Problems.Count();
        return problems == 0 ? ExitCode.Done : throw CliException.Usage($"the copy cannot run as planned: {Plural.Of(problems, "problem")}, listed in the plan.");
    }

    private static void ThrowIfEmpty(int tables, OpenSource source)
    {
        if (tables == 0)
        {
            throw CliException.NothingMatched($"{source.Name} holds no tables.");
        }
    }
}
