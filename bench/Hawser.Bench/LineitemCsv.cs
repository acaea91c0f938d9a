using System.Buffers;
using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Bench;

/// <summary>Writes lineitem as CSV with a header, for the peers' own importers to read.</summary>
internal static class LineitemCsv
{
    public static void Write(string path, long rows)
    {
        using var reader = new LineitemReader(rows);
        using FileStream file = File.Create(path);
        var buffer = new ArrayBufferWriter<byte>(1 << 20);
        buffer.Write(System.Text.Encoding.ASCII.GetBytes(string.Join(',', reader.Schema.Fields.Select(f => f.Name)) + "\n"));
        ValueFormatter[] formatters = [.. reader.Schema.Fields.Select(f => new ValueFormatter(f))];
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                for (int row = 0; row < batch.RowCount; row++)
                {
                    for (int column = 0; column < formatters.Length; column++)
                    {
                        formatters[column].Write(batch[column], row, buffer);
                        buffer.Write(column + 1 < formatters.Length ? ","u8 : "\n"u8);
                    }

                    if (buffer.WrittenCount > 1 << 19)
                    {
                        file.Write(buffer.WrittenSpan);
                        buffer.ResetWrittenCount();
                    }
                }
            }
        }

        file.Write(buffer.WrittenSpan);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{path}: {rows} rows"));
    }
}
