using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Unicode;
using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// Writes one value of any Arrow type as JSON that tells it whole: integers and finite floats as numbers, NaN and infinities as strings, decimals, dates, times and intervals as
/// strings in the spelling of their columns, bytes as base64, lists and maps as arrays (a map's entries as pairs), structs as objects, a union's value as a pair of type id and value.
/// </summary>
internal static class NestedJsonWriter
{
    /// <summary>Writes a row; false when a value has no spelling (invalid UTF-8, a time outside the day).</summary>
    public static bool TryWrite(Utf8JsonWriter json, ArrowArray array, int row)
    {
        if (array.Type is UnionType union)
        {
            return TryWriteUnion(json, array, union, row);
        }

        if (array.IsNull(row))
        {
            json.WriteNullValue();
            return true;
        }

        return array.Type switch
        {
            ListType or FixedSizeListType => TryWriteList(json, array, row),
            MapType => TryWriteMap(json, array, row),
            StructType => TryWriteStruct(json, array, row),
            DictionaryType => TryWrite(json, array.Dictionary!, checked((int)array.GetDictionaryIndex(row))),
            _ => TryWriteLeaf(json, array, row),
        };
    }

    private static bool TryWriteUnion(Utf8JsonWriter json, ArrowArray array, UnionType union, int row)
    {
        sbyte id = array.UnionTypeId(row);
        json.WriteStartArray();
        json.WriteNumberValue(id);
        bool isWritten = TryWrite(json, array.Children[union.ChildIndexOf(id)], array.UnionChildRow(row));
        json.WriteEndArray();
        return isWritten;
    }

    private static bool TryWriteList(Utf8JsonWriter json, ArrowArray array, int row)
    {
        json.WriteStartArray();
        int end = array.ListStart(row + 1);
        bool isWritten = true;
        for (int i = array.ListStart(row); i < end && isWritten; i++)
        {
            isWritten = TryWrite(json, array.Children[0], i);
        }

        json.WriteEndArray();
        return isWritten;
    }

    private static bool TryWriteMap(Utf8JsonWriter json, ArrowArray array, int row)
    {
        ArrowArray entries = array.Children[0];
        json.WriteStartArray();
        int end = array.ListStart(row + 1);
        bool isWritten = true;
        for (int i = array.ListStart(row); i < end && isWritten; i++)
        {
            json.WriteStartArray();
            isWritten = TryWrite(json, entries.Children[0], i) && TryWrite(json, entries.Children[1], i);
            json.WriteEndArray();
        }

        json.WriteEndArray();
        return isWritten;
    }

    private static bool TryWriteStruct(Utf8JsonWriter json, ArrowArray array, int row)
    {
        IReadOnlyList<Field> fields = array.Type.Children;
        bool isObject = NestedNames.AreDistinct(fields);
        bool isWritten = true;
        Start(json, isObject);
        for (int i = 0; i < fields.Count && isWritten; i++)
        {
            if (isObject)
            {
                json.WritePropertyName(fields[i].Name);
            }

            isWritten = TryWrite(json, array.Children[i], row);
        }

        End(json, isObject);
        return isWritten;
    }

    private static void Start(Utf8JsonWriter json, bool isObject)
    {
        if (isObject)
        {
            json.WriteStartObject();
        }
        else
        {
            json.WriteStartArray();
        }
    }

    private static void End(Utf8JsonWriter json, bool isObject)
    {
        if (isObject)
        {
            json.WriteEndObject();
        }
        else
        {
            json.WriteEndArray();
        }
    }

    private static bool TryWriteLeaf(Utf8JsonWriter json, ArrowArray array, int row)
    {
        switch (array.Type.Id)
        {
            case ArrowTypeId.Boolean:
                json.WriteBooleanValue(array.GetBoolean(row));
                return true;
            case ArrowTypeId.Int8:
                json.WriteNumberValue(array.Values<sbyte>()[row]);
                return true;
            case ArrowTypeId.Int16:
                json.WriteNumberValue(array.Values<short>()[row]);
                return true;
            case ArrowTypeId.Int32:
                json.WriteNumberValue(array.Values<int>()[row]);
                return true;
            case ArrowTypeId.Int64 or ArrowTypeId.Duration:
                json.WriteNumberValue(array.Values<long>()[row]);
                return true;
            case ArrowTypeId.UInt8:
                json.WriteNumberValue(array.Values<byte>()[row]);
                return true;
            case ArrowTypeId.UInt16:
                json.WriteNumberValue(array.Values<ushort>()[row]);
                return true;
            case ArrowTypeId.UInt32:
                json.WriteNumberValue(array.Values<uint>()[row]);
                return true;
            case ArrowTypeId.UInt64:
                json.WriteNumberValue(array.Values<ulong>()[row]);
                return true;
            case ArrowTypeId.Float32:
                WriteFloat(json, array.Values<float>()[row]);
                return true;
            case ArrowTypeId.Float64:
                WriteFloat(json, array.Values<double>()[row]);
                return true;
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8:
                bool isValid = Utf8.IsValid(array.GetBytes(row));
                json.WriteStringValue(isValid ? array.GetBytes(row) : []);
                return isValid;
            case ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary:
                json.WriteBase64StringValue(array.GetBytes(row));
                return true;
            default:
                return TryWriteSpelled(json, array, row);
        }
    }

    private static void WriteFloat<T>(Utf8JsonWriter json, T value)
        where T : IFloatingPointIeee754<T>
    {
        Span<byte> text = stackalloc byte[64];
        value.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        if (T.IsFinite(value))
        {
            json.WriteRawValue(text[..length], skipInputValidation: true);
        }
        else
        {
            json.WriteStringValue(text[..length]);
        }
    }

    private static bool TryWriteSpelled(Utf8JsonWriter json, ArrowArray array, int row)
    {
        Span<byte> text = stackalloc byte[128];
        int length = LeafText.Format(array, row, text);
        json.WriteStringValue(text[..length]);
        return length > 0;
    }
}
