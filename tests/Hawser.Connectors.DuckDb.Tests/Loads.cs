using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>Short ways to loads for tests.</summary>
internal static class Loads
{
    public static Field Int(string name) => new(name, ArrowType.Int32);

    public static LoadRequest Request(string table, LoadMode mode, params Field[] fields) => new(new TableName(table), new Schema(fields), mode);

    public static RecordBatch Batch(int[] values, string name = "a")
    {
        using var builder = new FixedWidthBuilder<int>(ArrowType.Int32);
        builder.Append(values);
        return new RecordBatch(new Schema([Int(name)]), values.Length, [builder.Finish()]);
    }
}
