using System.Diagnostics;
using System.Globalization;
using System.Text;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Querying;
using Hawser.Cli.Rendering;
using Hawser.Copy;

namespace Hawser.Cli.Demo;

/// <summary>The demo, step by step, and what it says about each.</summary>
internal sealed class DemoTour(string folder, int lineCount, CliContext context)
{
    private const string Shop = "shop.sqlite";
    private const string Warehouse = "shop.duckdb";
    private const string Files = "parquet";
    private const string Back = "back.sqlite";

    private readonly Stopwatch _watch = Stopwatch.StartNew();

    public static async Task<int> RunAsync(string? folder, int lineCount, CliContext context)
    {
        string place = folder is null ? Directory.CreateTempSubdirectory("hawser-demo-").FullName : Path.GetFullPath(folder);
        if (Directory.Exists(place) && Directory.EnumerateFileSystemEntries(place).Any())
        {
            throw CliException.Usage($"--dir '{folder}': the folder is not empty; name a new one.");
        }

        Directory.CreateDirectory(place);
        return await new DemoTour(place, lineCount, context).RunAsync().ConfigureAwait(false);
    }

    private async Task<int> RunAsync()
    {
        IReadOnlyList<DemoTable> tables = DemoShop.Tables(lineCount);
        Heading($"1. A shop in SQLite, with awkward values: {PathOf(Shop)}");
        await DemoDatabase.MakeAsync(PathOf(Shop), tables, context.CancellationToken).ConfigureAwait(false);

        await CopyAsync("2. Into DuckDB", PathOf(Shop), $"duckdb:{PathOf(Warehouse)}").ConfigureAwait(false);
        await CopyAsync("3. From DuckDB into one Parquet file per table", $"duckdb:{PathOf(Warehouse)}", PathOf(Files, "*.parquet")).ConfigureAwait(false);
        await CopyAsync("4. From the Parquet files back into SQLite", PathOf(Files), $"sqlite:{PathOf(Back)}").ConfigureAwait(false);

        Heading($"5. {Shop} and {Back} compared by SQLite itself, every row both ways");
        long differences = await DemoDatabase.CountDifferencesAsync(PathOf(Back), PathOf(Shop), tables, context.CancellationToken).ConfigureAwait(false);
        Say(differences == 0 ? "no difference" : $"{Plural.Of(differences, "row")} differ");

        Heading("6. Some of the awkward values, as DuckDB has them now");
        await ShowExtremesAsync().ConfigureAwait(false);
        Finish();
        return differences == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private async Task CopyAsync(string title, string source, string target)
    {
        Heading(title);
        Say($"$ hawser copy {Shown(source)} {Shown(target)}");
        CopyReport report = await CopyCommand.CopyAsync(new CopyArguments(source, target), context).ConfigureAwait(false);
        context.Print(ReportText.Write(report));
    }

    private async Task ShowExtremesAsync()
    {
        string name = DemoExtremes.Name.Replace("\"", "\"\"", StringComparison.Ordinal);
        var request = new QueryRequest($"duckdb:{PathOf(Warehouse)}", $"SELECT * EXCLUDE (bytes) FROM \"{name}\" ORDER BY id")
        {
            Format = QueryFormat.Table,
            MaxRows = 20,
            BatchRows = 1_000,
        };
        await QueryRun.RunAsync(request, context).ConfigureAwait(false);
    }

    private void Finish()
    {
        Say("");
        Say(string.Create(CultureInfo.InvariantCulture, $"Done in {_watch.Elapsed.TotalSeconds:0.0} s. The files are in {folder}. Try"));
        Say($"  hawser schema {Shown(PathOf(Shop))} order");
        Say($"  hawser copy {Shown(PathOf(Shop))} duckdb:new.duckdb --plan");
        Say($"  hawser query duckdb:{Shown(PathOf(Warehouse))} \"select status, count(*), sum(total) from \\\"order\\\" group by all\"");
    }

    private string PathOf(params ReadOnlySpan<string> names) => Path.Combine([folder, .. names]);

    private static string Shown(string location) => location.AsSpan().ContainsAny(" *'\"") ? $"'{location}'" : location;

    private void Heading(string title) => Say($"\n{title}");

    private void Say(string line) => context.Output.Write(Encoding.UTF8.GetBytes(line + "\n"));
}
