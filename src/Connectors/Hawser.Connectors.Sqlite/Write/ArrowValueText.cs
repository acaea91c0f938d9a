using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>The beginning of a value in messages.</summary>
internal static class ArrowValueText
{
    private const int MostCharacters = 48;

    /// <summary>Describes a row's value as JSON, clipped.</summary>
    public static string Describe(ArrowArray array, int row)
    {
        bool isLong = array.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.Binary or ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary && !array.IsNull(row)
            && array.GetBytes(row).Length > MostCharacters * 4;
        if (isLong)
        {
            return $"of {array.GetBytes(row).Length} bytes";
        }

        ArrayBufferWriter<byte> text = new();
        using (Utf8JsonWriter json = new(text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true }))
        {
            if (!NestedJsonWriter.TryWrite(json, array, row))
            {
                return "";
            }
        }

        string whole = Encoding.UTF8.GetString(text.WrittenSpan);
        return whole.Length <= MostCharacters ? whole : whole[..MostCharacters] + "…";
    }
}
