using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>Reads what <see cref="NestedJsonWriter"/> wrote, straight into builders. The reader stands on the first token of the value.</summary>
internal static class NestedJsonReader
{
    /// <summary>Appends a value; false when the JSON is not what the writer makes of the field's type. The builder is then no longer usable.</summary>
    public static bool TryAppend(ref Utf8JsonReader json, ArrayBuilder builder, Field field)
    {
        if (field.Type is UnionType union)
        {
            return TryAppendUnion(ref json, (UnionBuilder)builder, union);
        }

        if (json.TokenType == JsonTokenType.Null)
        {
            builder.AppendNull();
            return field.IsNullable;
        }

        return field.Type switch
        {
            ListType list => TryAppendList(ref json, (ListBuilder)builder, list.Item),
            MapType map => TryAppendMap(ref json, (ListBuilder)builder, map),
            FixedSizeListType list => TryAppendFixedList(ref json, (FixedSizeListBuilder)builder, list),
            StructType type => TryAppendStruct(ref json, (StructBuilder)builder, type),
            DictionaryType dictionary => TryAppendDictionary(ref json, (DictionaryBuilder)builder, dictionary),
            _ => NestedLeafReader.TryAppend(ref json, builder, field.Type),
        };
    }

    private static bool TryAppendUnion(ref Utf8JsonReader json, UnionBuilder builder, UnionType union)
    {
        if (json.TokenType != JsonTokenType.StartArray || !json.Read() || json.TokenType != JsonTokenType.Number || !json.TryGetSByte(out sbyte id))
        {
            return false;
        }

        int child = union.ChildIndexOf(id);
        if (child < 0 || !json.Read() || !TryAppend(ref json, builder.Fields[child], union.Children[child]))
        {
            return false;
        }

        builder.Append(child);
        return json.Read() && json.TokenType == JsonTokenType.EndArray;
    }

    private static bool TryAppendList(ref Utf8JsonReader json, ListBuilder builder, Field item)
    {
        if (!TryAppendItems(ref json, builder.Items, item, out _))
        {
            return false;
        }

        builder.Append();
        return true;
    }

    private static bool TryAppendFixedList(ref Utf8JsonReader json, FixedSizeListBuilder builder, FixedSizeListType list)
    {
        if (!TryAppendItems(ref json, builder.Items, list.Children[0], out int count) || count != list.Size)
        {
            return false;
        }

        builder.Append();
        return true;
    }

    private static bool TryAppendItems(ref Utf8JsonReader json, ArrayBuilder items, Field item, out int count)
    {
        count = 0;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        for (; json.Read() && json.TokenType != JsonTokenType.EndArray; count++)
        {
            if (!TryAppend(ref json, items, item))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TryAppendMap(ref Utf8JsonReader json, ListBuilder builder, MapType map)
    {
        StructBuilder entries = (StructBuilder)builder.Items;
        if (json.TokenType != JsonTokenType.StartArray)
        {
            return false;
        }

        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartArray
                || !json.Read() || !TryAppend(ref json, entries.Fields[0], map.Key)
                || !json.Read() || !TryAppend(ref json, entries.Fields[1], map.Value)
                || !json.Read() || json.TokenType != JsonTokenType.EndArray)
            {
                return false;
            }

            entries.Append();
        }

        builder.Append();
        return true;
    }

    private static bool TryAppendStruct(ref Utf8JsonReader json, StructBuilder builder, StructType type)
    {
        bool isObject = NestedNames.AreDistinct(type.Children);
        if (json.TokenType != (isObject ? JsonTokenType.StartObject : JsonTokenType.StartArray))
        {
            return false;
        }

        for (int i = 0; i < type.Children.Count; i++)
        {
            Field child = type.Children[i];
            bool isNamed = !isObject || (json.Read() && json.TokenType == JsonTokenType.PropertyName && json.ValueTextEquals(child.Name));
            if (!isNamed || !json.Read() || !TryAppend(ref json, builder.Fields[i], child))
            {
                return false;
            }
        }

        builder.Append();
        return json.Read() && json.TokenType == (isObject ? JsonTokenType.EndObject : JsonTokenType.EndArray);
    }

    private static bool TryAppendDictionary(ref Utf8JsonReader json, DictionaryBuilder builder, DictionaryType dictionary)
    {
        if (json.TokenType != JsonTokenType.String)
        {
            return false;
        }

        if (dictionary.Value.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary)
        {
            bool isBase64 = json.TryGetBytesFromBase64(out byte[]? bytes);
            builder.Append(bytes);
            return isBase64;
        }

        byte[] text = new byte[json.ValueSpan.Length];
        builder.Append(text.AsSpan(0, json.CopyString(text)));
        return true;
    }
}
