using System.Text;
using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Tests.Support;

/// <summary>Rows as text.</summary>
internal static class Table
{
    public static string Text(RecordBatchReader reader)
    {
        StringBuilder text = new();
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                Append(text, batch);
            }
        }

        return text.ToString().TrimEnd('\n');
    }

    public static string Text(RecordBatch batch)
    {
        StringBuilder text = new();
        Append(text, batch);
        return text.ToString().TrimEnd('\n');
    }

    private static void Append(StringBuilder text, RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            for (int i = 0; i < batch.Columns.Length; i++)
            {
                text.Append(i > 0 ? "|" : "").Append(Cell(batch[i], row));
            }

            text.Append('\n');
        }
    }

    private static string Cell(ArrowArray array, int row)
    {
        if (array.Type.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary && !array.IsNull(row))
        {
            return "x" + Convert.ToHexString(array.GetBytes(row));
        }

        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            Assert.True(NestedJsonWriter.TryWrite(json, array, row));
        }

        string text = Encoding.UTF8.GetString(stream.ToArray());
        return array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 || !text.StartsWith('"') ? text : text[1..^1];
    }
}
