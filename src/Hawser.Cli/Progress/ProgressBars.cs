using System.Text;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Rendering;
using Hawser.Copy;
using Spectre.Console;

namespace Hawser.Cli.Progress;

/// <summary>A bar per table on standard error: rows, rows/s, MB/s, time left. The bars vanish at the end; the report takes their place.</summary>
internal sealed class ProgressBars(ProgressContext bars, DoneTables done) : IProgress<CopyProgress>
{
    // A terminal that does not know its width says 0.
    private const int UsualWidth = 100;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (ProgressTask Bar, TableMeter Meter)> _tables = new(StringComparer.Ordinal);

    public static async Task<CopyReport> RunAsync(CopyJob job, DoneTables done, CancellationToken cancellationToken)
    {
        var writer = new StreamWriter(Console.OpenStandardError(), new UTF8Encoding(false)) { AutoFlush = true };
        await using (writer.ConfigureAwait(false))
        {
            return await Create(Terminal(writer)).StartAsync(context => RunAsync(job, context, done, cancellationToken)).ConfigureAwait(false);
        }
    }

    public void Report(CopyProgress value)
    {
        done.Report(value);
        lock (_lock)
        {
            if (!_tables.TryGetValue(value.Table, out (ProgressTask Bar, TableMeter Meter) table))
            {
                table = (bars.AddTask(Markup.Escape(CellText.Cut(CellText.Visible(value.Table), 20))), new TableMeter());
                _tables.Add(value.Table, table);
                MeterColumn.Attach(table.Bar, table.Meter);
            }

            Move(table.Bar, table.Meter.Take(value));
        }
    }

    private static async Task<CopyReport> RunAsync(CopyJob job, ProgressContext context, DoneTables done, CancellationToken cancellationToken)
    {
        // The engine reports from its own threads; the first bar appears with the first report.
        var display = new ProgressBars(context, done);
        return await Task.Run(async () => await job.RunAsync(display, cancellationToken).ConfigureAwait(false), CancellationToken.None).ConfigureAwait(false);
    }

    private static IAnsiConsole Terminal(StreamWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = CliContext.IsColorWanted ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(writer),
            Enrichment = new ProfileEnrichment { UseDefaultEnrichers = false },
        });
        console.Profile.Width = Console.WindowWidth > 0 ? Console.WindowWidth : UsualWidth;
        return console;
    }

    private static Spectre.Console.Progress Create(IAnsiConsole console) => console.Progress()
        .AutoClear(true)
        .AutoRefresh(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 16 }, new MeterColumn());

    private static void Move(ProgressTask bar, CopyProgress value)
    {
        bar.IsIndeterminate = value.EstimatedRows is null or 0 && value.Phase != CopyPhase.Done;
        bar.MaxValue = Math.Max(1, Math.Max(value.EstimatedRows ?? 0, value.Rows));
        bar.Value = value.Phase == CopyPhase.Done ? bar.MaxValue : value.Rows;
        if (value.Phase == CopyPhase.Done)
        {
            bar.StopTask();
        }
    }
}
