using Hawser.Arrow;

namespace Hawser.Cli.Demo;

/// <summary>Turns rows of plain values into record batches.</summary>
internal static class DemoBatches
{
    private const int BatchRows = 16_384;

    /// <summary>The batches of a table; the caller disposes each.</summary>
    public static IEnumerable<RecordBatch> Of(DemoTable table)
    {
        using var builder = new RecordBatchBuilder(table.Schema);
        foreach (object?[] row in table.Rows)
        {
            for (int column = 0; column < row.Length; column++)
            {
                Append(builder[column], row[column]);
            }

            if (builder.RowCount == BatchRows)
            {
                yield return builder.Finish();
            }
        }

        if (builder.RowCount > 0)
        {
            yield return builder.Finish();
        }
    }

    private static void Append(ArrayBuilder builder, object? value)
    {
        switch (builder, value)
        {
            case (_, null): builder.AppendNull(); break;
            case (FixedWidthBuilder<long> b, long v): b.Append(v); break;
            case (FixedWidthBuilder<int> b, int v): b.Append(v); break;
            case (FixedWidthBuilder<double> b, double v): b.Append(v); break;
            case (FixedWidthBuilder<Int128> b, long v): b.Append(v); break;
            case (BooleanBuilder b, bool v): b.Append(v); break;
            case (VarBinaryBuilder b, string v): b.Append(v); break;
            case (VarBinaryBuilder b, byte[] v): b.Append(v); break;
            case (FixedSizeBinaryBuilder b, byte[] v): b.Append(v); break;
            default: throw new InvalidOperationException($"A {value.GetType().Name} is no {builder.Type}.");
        }
    }
}
