using System.Buffers;
using System.Text;

namespace Hawser.Arrow;

/// <summary>
/// Writes the values of one column as text in an exact form that no culture changes: make one per column, call it per value. Nothing is allocated per
/// value. Not thread-safe. <see cref="ValueParser"/> reads the texts back.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>null: <c>null</c> (callers that need another sign ask <see cref="ArrowArray.IsNull"/> first); text: as it is; binary: lower-case hex; UUIDs: dashed.</item>
/// <item>decimals at their scale; floats in the shortest form that reads back the same, <c>NaN</c>, <c>Infinity</c>, <c>-Infinity</c>.</item>
/// <item>dates, times, timestamps as <see cref="TimestampText"/> says; durations and intervals as <see cref="IntervalText"/> says.</item>
/// <item>lists, structs, maps, unions: JSON as <see cref="JsonValueWriter"/> says; a dictionary's value: as its own type.</item>
/// </list>
/// </remarks>
public sealed class ValueFormatter
{
    private readonly ArrowType _type;
    private readonly bool _isUuid;
    private readonly ValueFormatter? _dictionaryValue;
    private readonly JsonValueWriter? _json;
    private readonly ArrayBufferWriter<byte> _text = new();

    /// <summary>Makes a formatter for a column; its extension type counts.</summary>
    public ValueFormatter(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        _type = field.Type;
        _isUuid = IsUuid(field);
        _dictionaryValue = field.Type is DictionaryType dictionary ? new ValueFormatter(field.WithType(dictionary.Value)) : null;
        _json = field.Type is NestedType ? new JsonValueWriter(field) : null;
    }

    /// <summary>Makes a formatter for a plain type.</summary>
    public ValueFormatter(ArrowType type)
        : this(new Field("", type))
    {
    }

    /// <summary>Writes the text of a row as UTF-8.</summary>
    /// <exception cref="ArrowException">A text inside a nested value is not valid UTF-8.</exception>
    public void Write(ArrowArray array, int row, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(array);
        ArgumentNullException.ThrowIfNull(output);
        if (_json is not null)
        {
            _json.Write(array, row, output);
            return;
        }

        if (array.IsNull(row))
        {
            output.Write("null"u8);
            return;
        }

        switch (_type.Id)
        {
            case ArrowTypeId.Dictionary:
                _dictionaryValue!.Write(array.Dictionary!, checked((int)array.GetDictionaryIndex(row)), output);
                break;
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8:
                output.Write(array.GetBytes(row));
                break;
            case ArrowTypeId.Binary or ArrowTypeId.LargeBinary:
                WriteHex(array.GetBytes(row), output);
                break;
            case ArrowTypeId.FixedSizeBinary:
                WriteFixed(array.GetBytes(row), output);
                break;
            case ArrowTypeId.Decimal128:
                DecimalText.Write(array.Values<Int128>()[row], ((DecimalType)_type).Scale, output);
                break;
            case ArrowTypeId.Decimal256:
                DecimalText.Write(array.Values<Int256>()[row], ((DecimalType)_type).Scale, output);
                break;
            default:
                output.Advance(ScalarText.Write(array, row, output.GetSpan(ScalarText.MaxLength)));
                break;
        }
    }

    /// <summary>The text of a row.</summary>
    /// <exception cref="ArrowException">A text inside a nested value is not valid UTF-8.</exception>
    public string Format(ArrowArray array, int row)
    {
        _text.ResetWrittenCount();
        Write(array, row, _text);
        return Encoding.UTF8.GetString(_text.WrittenSpan);
    }

    internal static bool IsUuid(Field field) => field.ExtensionName == ExtensionNames.Uuid && field.Type is FixedSizeBinaryType { ByteWidth: 16 };

    private static void WriteHex(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        const int Part = 1024;
        for (; !bytes.IsEmpty; bytes = bytes[Math.Min(Part, bytes.Length)..])
        {
            int count = Math.Min(Part, bytes.Length);
            Convert.TryToHexStringLower(bytes[..count], output.GetSpan(count * 2), out int written);
            output.Advance(written);
        }
    }

    private void WriteFixed(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        if (_isUuid)
        {
            output.Advance(ScalarText.WriteUuid(bytes, output.GetSpan(36)));
        }
        else
        {
            WriteHex(bytes, output);
        }
    }
}
