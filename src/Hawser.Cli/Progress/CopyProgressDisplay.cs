using Hawser.Cli.CommandLine;
using Hawser.Cli.Rendering;
using Hawser.Copy;

namespace Hawser.Cli.Progress;

/// <summary>Runs a copy: with bars where people watch, silently elsewhere. Either way an error says which tables were done before it.</summary>
internal static class CopyProgressDisplay
{
    public static async Task<CopyReport> RunAsync(CopyJob job, CliContext context)
    {
        var done = new DoneTables();
        try
        {
            return context.IsQuiet || !CliContext.IsErrorTerminal
                ? await job.RunAsync(done, context.CancellationToken).ConfigureAwait(false)
                : await ProgressBars.RunAsync(job, done, context.CancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (done.IsUnfinished && done.Names.Count > 0)
            {
                context.Say($"copied before it stopped: {string.Join(", ", done.Names.Select(CellText.Visible))}");
            }
        }
    }
}
