using System.Globalization;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Bench;

/// <summary>Copies the table lineitem and holds the managed bytes of the whole process per row under a budget, whatever it did before the first row.</summary>
internal static class CopyBudget
{
    public const double BytesPerRow = 60;

    public static async Task<bool> MeasureAsync(ResolvedLocation source, ResolvedLocation target)
    {
        using Database reading = source.Connector.Open(source.Options);
        using Database writing = target.Connector.Open(target.Options);
        var job = new CopyJob(
            new CopySource(reading, [new SourceItem("lineitem", new TableName("lineitem"))]),
            CopyTarget.At(writing, new TableName("budgeted")),
            new CopyOptions { Mode = LoadMode.Replace, Verify = VerifyMode.Count });
        CopyReport report = await job.RunAsync().ConfigureAwait(false);
        long rows = report.Tables.Sum(table => table.RowsWritten);
        double perRow = GC.GetTotalAllocatedBytes(precise: true) / (double)rows;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{source.Connector.Name} to {target.Connector.Name}: {rows} rows, {perRow:F2} managed bytes per row of the whole process (budget {BytesPerRow}) {(perRow <= BytesPerRow ? "ok" : "OVER")}"));
        return perRow <= BytesPerRow;
    }
}
