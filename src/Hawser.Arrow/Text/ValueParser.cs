using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Hawser.Arrow;

/// <summary>
/// Reads texts as <see cref="ValueFormatter"/> writes them and appends the values to a column's builder: make one per column, call it per value. A text that does
/// not stand for exactly one value of the type is a misfit; nothing is rounded, cut or guessed. Not thread-safe.
/// </summary>
public sealed class ValueParser
{
    private readonly Field _field;
    private readonly ArrowType _type;
    private readonly JsonValueReader? _json;
    private readonly bool _isUuid;

    /// <summary>Makes a parser for a column; its extension type counts.</summary>
    public ValueParser(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        _field = field;
        _type = field.Type is DictionaryType dictionary ? dictionary.Value : field.Type;
        _isUuid = ValueFormatter.IsUuid(field);
        _json = field.Type is NestedType ? new JsonValueReader(field) : null;
    }

    /// <summary>Makes a parser for a plain type.</summary>
    public ValueParser(ArrowType type)
        : this(new Field("", type))
    {
    }

    /// <summary>Appends the value of a text. When the text does not fit it returns false and the builder is as before. There is no text for null: append it yourself.</summary>
    public bool TryAppend(ReadOnlySpan<byte> text, ArrayBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        switch (_type.Id)
        {
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8:
                return Utf8.IsValid(text) && BytesAppend.To(builder, text);
            case ArrowTypeId.FixedSizeBinary when _isUuid:
                return BytesAppend.TryUuid(builder, text);
            case ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary:
                return TryHex(text, builder);
            default:
                return _json is null ? ScalarText.TryParse(text, _type, builder) : _json.TryAppend(text, builder);
        }
    }

    /// <summary>Appends the value of a text.</summary>
    /// <exception cref="ArrowException">The text is not a value of the type.</exception>
    public void Append(ReadOnlySpan<byte> text, ArrayBuilder builder)
    {
        if (!TryAppend(text, builder))
        {
            string shown = Encoding.UTF8.GetString(text[..Math.Min(text.Length, 100)]);
            throw new ArrowException($"\"{shown}{(text.Length > 100 ? "…" : "")}\" is not a value of {_field.Type}{(_isUuid ? " as a UUID" : "")}.");
        }
    }

    private bool TryHex(ReadOnlySpan<byte> text, ArrayBuilder builder)
    {
        if (text.Length % 2 != 0 || (_type is FixedSizeBinaryType && text.Length != _type.ByteWidth * 2))
        {
            return false;
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(Math.Max(1, text.Length / 2));
        try
        {
            return Convert.FromHexString(text, rented, out _, out int count) == OperationStatus.Done && BytesAppend.To(builder, rented.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }
}
