using System.Text;
using Hawser.Arrow;

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
                text.Append(i > 0 ? "|" : "").Append(Cell(batch.Schema[i], batch[i], row));
            }

            text.Append('\n');
        }
    }

    private static string Cell(Field field, ArrowArray array, int row)
    {
        bool isText = array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 && !array.IsNull(row);
        string text = new ValueFormatter(field).Format(array, row);
        return isText ? $"'{text}'" : text;
    }
}
