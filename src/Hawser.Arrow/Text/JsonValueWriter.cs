using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Hawser.Arrow;

/// <summary>
/// Writes the values of one column as JSON: make one per column, call it per value. Nothing is allocated per value. Not thread-safe.
/// <see cref="JsonValueReader"/> reads them back.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>Integers, decimals and finite floats are numbers with all their digits; other floats are the strings <c>"NaN"</c>, <c>"Infinity"</c>, <c>"-Infinity"</c>.</item>
/// <item>Binary is base64; UUIDs, dates, times, timestamps, durations and intervals are strings as <see cref="ValueFormatter"/> writes them.</item>
/// <item>Lists are arrays, structs objects, a union an object of one member named for the child (for its type id when names repeat), a map an array of
/// <c>{"key":…,"value":…}</c> because keys may be of any type and may repeat.</item>
/// </list>
/// </remarks>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "A JSON writer over a caller's buffer writer holds nothing that must be given back.")]
public sealed class JsonValueWriter
{
    private readonly ArrowType _type;
    private readonly bool _isUuid;
    private readonly bool _embedJson;
    private readonly JsonValueWriter[] _children;
    private readonly JsonEncodedText[] _names;
    private readonly ArrayBufferWriter<byte>? _digits;
    private Utf8JsonWriter? _text;

    /// <summary>Makes a writer for a column.</summary>
    /// <param name="field">The column; its extension type counts.</param>
    /// <param name="embedJson">Whether the text of an arrow.json column is written as JSON instead of as a string; the choice for people, not for a way back.</param>
    public JsonValueWriter(Field field, bool embedJson = false)
        : this(field, embedJson, null)
    {
    }

    private JsonValueWriter(Field field, bool embedJson, IReadOnlyList<string>? names)
    {
        ArgumentNullException.ThrowIfNull(field);
        _type = field.Type;
        _isUuid = ValueFormatter.IsUuid(field);
        _embedJson = embedJson && field.ExtensionName == ExtensionNames.Json;
        _children = _type switch
        {
            DictionaryType dictionary => [new JsonValueWriter(field.WithType(dictionary.Value), embedJson)],
            MapType map => [new JsonValueWriter(map.Entries, embedJson, JsonNames.ForEntries)],
            _ => [.. _type.Children.Select(c => new JsonValueWriter(c, embedJson))],
        };
        _names = [.. (names ?? JsonNames.Of(_type)).Select(n => JsonEncodedText.Encode(n, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        _digits = _type is DecimalType ? new ArrayBufferWriter<byte>() : null;
    }

    /// <summary>Writes the value of a row as a JSON text of its own, without spaces, and escapes only what JSON wants escaped.</summary>
    /// <exception cref="ArrowException">A text is not valid UTF-8; what was written so far means nothing.</exception>
    public void Write(ArrowArray array, int row, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (_text is null)
        {
            _text = new Utf8JsonWriter(output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        }
        else
        {
            _text.Reset(output);
        }

        Write(array, row, _text);
        _text.Flush();
    }

    /// <summary>Writes the value of a row.</summary>
    /// <exception cref="ArrowException">A text is not valid UTF-8.</exception>
    public void Write(ArrowArray array, int row, Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(writer);
        if (_type is not UnionType && array.IsNull(row))
        {
            writer.WriteNullValue();
            return;
        }

        switch (_type.Id)
        {
            case ArrowTypeId.Boolean:
                writer.WriteBooleanValue(array.GetBoolean(row));
                break;
            case ArrowTypeId.Float32:
                WriteFloat(array, row, array.Values<float>()[row], writer);
                break;
            case ArrowTypeId.Float64:
                WriteFloat(array, row, array.Values<double>()[row], writer);
                break;
            case >= ArrowTypeId.Int8 and <= ArrowTypeId.UInt64:
                WriteScalar(array, row, writer, isNumber: true);
                break;
            case ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256:
                WriteDecimal(array, row, writer);
                break;
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8:
                WriteText(array.GetBytes(row), writer);
                break;
            case ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary:
                WriteBinary(array.GetBytes(row), writer);
                break;
            case ArrowTypeId.Dictionary:
                _children[0].Write(array.Dictionary!, checked((int)array.GetDictionaryIndex(row)), writer);
                break;
            case ArrowTypeId.Struct:
                WriteStruct(array, row, writer);
                break;
            case ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion:
                WriteUnion(array, row, writer);
                break;
            case ArrowTypeId.List or ArrowTypeId.FixedSizeList or ArrowTypeId.Map:
                WriteList(array, row, writer);
                break;
            default:
                WriteScalar(array, row, writer, isNumber: false);
                break;
        }
    }

    private static void WriteFloat(ArrowArray array, int row, double value, Utf8JsonWriter writer) =>
        WriteScalar(array, row, writer, isNumber: double.IsFinite(value));

    private static void WriteScalar(ArrowArray array, int row, Utf8JsonWriter writer, bool isNumber)
    {
        Span<byte> text = stackalloc byte[ScalarText.MaxLength];
        text = text[..ScalarText.Write(array, row, text)];
        if (isNumber)
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private void WriteDecimal(ArrowArray array, int row, Utf8JsonWriter writer)
    {
        _digits!.ResetWrittenCount();
        int scale = ((DecimalType)_type).Scale;
        if (_type.Id == ArrowTypeId.Decimal128)
        {
            DecimalText.Write(array.Values<Int128>()[row], scale, _digits);
        }
        else
        {
            DecimalText.Write(array.Values<Int256>()[row], scale, _digits);
        }

        writer.WriteRawValue(_digits.WrittenSpan, skipInputValidation: true);
    }

    private void WriteText(ReadOnlySpan<byte> text, Utf8JsonWriter writer)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            throw new ArrowException($"A text of {text.Length} bytes is not valid UTF-8 and cannot be written as JSON.");
        }

        if (_embedJson && JsonNames.IsJson(text))
        {
            writer.WriteRawValue(text, skipInputValidation: true);
        }
        else
        {
            writer.WriteStringValue(text);
        }
    }

    private void WriteBinary(ReadOnlySpan<byte> bytes, Utf8JsonWriter writer)
    {
        if (_isUuid)
        {
            Span<byte> text = stackalloc byte[36];
            writer.WriteStringValue(text[..ScalarText.WriteUuid(bytes, text)]);
        }
        else
        {
            writer.WriteBase64StringValue(bytes);
        }
    }

    private void WriteStruct(ArrowArray array, int row, Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        for (int i = 0; i < _children.Length; i++)
        {
            writer.WritePropertyName(_names[i]);
            _children[i].Write(array.Children[i], row, writer);
        }

        writer.WriteEndObject();
    }

    private void WriteUnion(ArrowArray array, int row, Utf8JsonWriter writer)
    {
        int child = ((UnionType)_type).ChildIndexOf(array.UnionTypeId(row));
        writer.WriteStartObject();
        writer.WritePropertyName(_names[child]);
        _children[child].Write(array.Children[child], array.UnionChildRow(row), writer);
        writer.WriteEndObject();
    }

    private void WriteList(ArrowArray array, int row, Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        int end = array.ListStart(row) + array.ListLength(row);
        for (int item = array.ListStart(row); item < end; item++)
        {
            _children[0].Write(array.Children[0], item, writer);
        }

        writer.WriteEndArray();
    }
}
