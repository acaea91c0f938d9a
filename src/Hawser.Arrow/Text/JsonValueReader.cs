using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Hawser.Arrow;

/// <summary>Appends JSON values, as <see cref="JsonValueWriter"/> writes them, to the builder of a column. Not thread-safe.</summary>
public sealed class JsonValueReader
{
    // A level of a type is two of JSON at most: a map is an array of objects.
    private const int DeepestText = NestedType.MaxDepth * 2;

    private readonly ArrowType _type;
    private readonly bool _isUuid;
    private readonly JsonValueReader[] _children;
    private readonly string[] _names;

    /// <summary>Makes a reader for a column; its extension type counts.</summary>
    public JsonValueReader(Field field)
        : this(field, null)
    {
    }

    private JsonValueReader(Field field, IReadOnlyList<string>? names)
    {
        ArgumentNullException.ThrowIfNull(field);
        _type = field.Type;
        _isUuid = ValueFormatter.IsUuid(field);
        _names = [.. names ?? JsonNames.Of(_type)];
        _children = _type switch
        {
            DictionaryType dictionary => [new JsonValueReader(field.WithType(dictionary.Value))],
            MapType map => [new JsonValueReader(map.Entries, JsonNames.ForEntries)],
            _ => [.. _type.Children.Select(c => new JsonValueReader(c))],
        };
    }

    /// <summary>Appends the value of a JSON text. When the text is no JSON, its value does not fit the type or something follows it, it returns false and the builder is as before.</summary>
    public bool TryAppend(ReadOnlySpan<byte> text, ArrayBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestText });
        try
        {
            if (!reader.Read())
            {
                return false;
            }

            Utf8JsonReader ahead = reader;
            return Fits(ref ahead) && !ahead.Read() && TryRead(ref reader, builder);
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>
    /// Appends the value at which the reader stands (its first token was read) and leaves the reader at the value's last token. When the value does
    /// not fit the type it returns false and neither the builder nor the reader has moved.
    /// </summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public bool TryAppend(ref Utf8JsonReader reader, ArrayBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        Utf8JsonReader ahead = reader;
        return Fits(ref ahead) && TryRead(ref reader, builder);
    }

    // Without a builder only the reader itself can complain: of a name or text whose escapes are half a surrogate pair.
    private bool Fits(ref Utf8JsonReader reader)
    {
        try
        {
            return TryRead(ref reader, null);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private bool TryRead(ref Utf8JsonReader reader, ArrayBuilder? builder)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            builder?.AppendNull();
            return true;
        }

        switch (_type.Id)
        {
            case ArrowTypeId.Dictionary:
                return TryReadScalar(ref reader, ((DictionaryType)_type).Value, builder);
            case ArrowTypeId.Struct:
                return TryReadStruct(ref reader, (StructBuilder?)builder);
            case ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion:
                return TryReadUnion(ref reader, (UnionBuilder?)builder);
            case ArrowTypeId.List or ArrowTypeId.Map:
                return TryReadList(ref reader, (ListBuilder?)builder);
            case ArrowTypeId.FixedSizeList:
                return TryReadFixedList(ref reader, (FixedSizeListBuilder?)builder);
            default:
                return TryReadScalar(ref reader, _type, builder);
        }
    }

    private bool TryReadScalar(ref Utf8JsonReader reader, ArrowType type, ArrayBuilder? builder)
    {
        if (!TokenFits(reader.TokenType, type.Id))
        {
            return false;
        }

        long length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (!reader.HasValueSequence && !reader.ValueIsEscaped)
        {
            return TryText(reader.ValueSpan, type, builder);
        }

        byte[] rented = ArrayPool<byte>.Shared.Rent(checked((int)Math.Max(length, 1)));
        try
        {
            int count;
            if (reader.TokenType == JsonTokenType.String)
            {
                count = reader.CopyString(rented);
            }
            else
            {
                reader.ValueSequence.CopyTo(rented);
                count = (int)length;
            }

            return TryText(rented.AsSpan(0, count), type, builder);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private bool TryText(ReadOnlySpan<byte> text, ArrowType type, ArrayBuilder? builder) => type.Id switch
    {
        ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => Utf8.IsValid(text) && BytesAppend.To(builder, text),
        ArrowTypeId.FixedSizeBinary when _isUuid => BytesAppend.TryUuid(builder, text),
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary => TryBase64(text, type, builder),
        _ => ScalarText.TryParse(text, type, builder),
    };

    private static bool TryBase64(ReadOnlySpan<byte> text, ArrowType type, ArrayBuilder? builder)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(Base64.GetMaxDecodedFromUtf8Length(text.Length));
        try
        {
            return Base64.DecodeFromUtf8(text, rented, out _, out int count) == OperationStatus.Done
                && (type is not FixedSizeBinaryType || count == type.ByteWidth)
                && BytesAppend.To(builder, rented.AsSpan(0, count));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static bool TokenFits(JsonTokenType token, ArrowTypeId id) => id switch
    {
        ArrowTypeId.Null => false,
        ArrowTypeId.Boolean => token is JsonTokenType.True or JsonTokenType.False,
        ArrowTypeId.Float32 or ArrowTypeId.Float64 => token is JsonTokenType.Number or JsonTokenType.String,
        >= ArrowTypeId.Int8 and <= ArrowTypeId.Decimal256 => token == JsonTokenType.Number,
        _ => token == JsonTokenType.String,
    };

    private bool TryReadStruct(ref Utf8JsonReader reader, StructBuilder? builder)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }

        for (int i = 0; i < _children.Length; i++)
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(_names[i])
                || !reader.Read() || !_children[i].TryRead(ref reader, builder?.Fields[i]))
            {
                return false;
            }
        }

        if (!reader.Read() || reader.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        builder?.Append();
        return true;
    }

    private bool TryReadUnion(ref Utf8JsonReader reader, UnionBuilder? builder)
    {
        if (reader.TokenType != JsonTokenType.StartObject || !reader.Read() || reader.TokenType != JsonTokenType.PropertyName)
        {
            return false;
        }

        int child = Array.IndexOf(_names, reader.GetString());
        if (child < 0 || !reader.Read() || !_children[child].TryRead(ref reader, builder?.Fields[child])
            || !reader.Read() || reader.TokenType != JsonTokenType.EndObject)
        {
            return false;
        }

        builder?.Append(child);
        return true;
    }

    private bool TryReadList(ref Utf8JsonReader reader, ListBuilder? builder)
    {
        if (!TryReadItems(ref reader, builder?.Items, out _))
        {
            return false;
        }

        builder?.Append();
        return true;
    }

    private bool TryReadFixedList(ref Utf8JsonReader reader, FixedSizeListBuilder? builder)
    {
        if (!TryReadItems(ref reader, builder?.Items, out int count) || count != ((FixedSizeListType)_type).Size)
        {
            return false;
        }

        builder?.Append();
        return true;
    }

    private bool TryReadItems(ref Utf8JsonReader reader, ArrayBuilder? items, out int count)
    {
        count = 0;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (!_children[0].TryRead(ref reader, items))
            {
                return false;
            }

            count++;
        }

        return true;
    }
}
