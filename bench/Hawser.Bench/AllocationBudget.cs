using System.Diagnostics;
using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Bench;

/// <summary>Reads a table to its end and holds the managed bytes per row under a budget; prints rows per second beside.</summary>
internal static class AllocationBudget
{
    public const double BytesPerRow = 40;

    public static bool Measure(string name, Database database, string table)
    {
        using Connection connection = database.OpenConnection();
        Read(connection, table);
        long before = GC.GetTotalAllocatedBytes(precise: true), began = Stopwatch.GetTimestamp();
        long rows = Read(connection, table);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        double perRow = (GC.GetTotalAllocatedBytes(precise: true) - before) / (double)rows;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {rows} rows, {rows / elapsed.TotalSeconds:N0} rows/s, {perRow:F2} managed bytes per row (budget {BytesPerRow}) {(perRow <= BytesPerRow ? "ok" : "OVER")}"));
        return perRow <= BytesPerRow;
    }

    private static long Read(Connection connection, string table)
    {
        using Arrow.RecordBatchReader reader = connection.Read(new ScanRequest(new TableName(table)));
        long rows = 0;
        while (reader.ReadNext() is { } batch)
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }
}
