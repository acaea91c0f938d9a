using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Testing.Cells;

/// <summary>Reads the JSON of <see cref="CellText"/> into builders. Also takes <c>{"repeat": "x", "times": 1000}</c> for a long text or binary, and plain numbers for dates, times and timestamps as they are stored.</summary>
public static class CellReader
{
    /// <summary>A batch of rows, each a JSON array with a cell per column. The caller disposes it.</summary>
    /// <exception cref="FormatException">A cell does not fit its column; the message names both.</exception>
    public static RecordBatch Batch(Schema schema, IEnumerable<string> rows, ArrowAllocator? allocator = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentNullException.ThrowIfNull(rows);
        var builders = schema.Fields.Select(f => ArrayBuilder.Create(f.Type, allocator)).ToArray();
        try
        {
            int count = 0;
            foreach (string row in rows)
            {
                AppendRow(schema, builders, row);
                count++;
            }

            return new RecordBatch(schema, count, Array.ConvertAll(builders, b => b.Finish()));
        }
        finally
        {
            Array.ForEach(builders, b => b.Dispose());
        }
    }

    /// <summary>Appends one cell.</summary>
    /// <exception cref="FormatException">The JSON does not fit the type.</exception>
    public static void Append(ArrayBuilder builder, JsonElement json)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (builder is UnionBuilder union)
        {
            AppendUnion(union, json);
        }
        else if (json.ValueKind == JsonValueKind.Null)
        {
            builder.AppendNull();
        }
        else
        {
            AppendValue(builder, json);
        }
    }

    private static void AppendRow(Schema schema, ArrayBuilder[] builders, string row)
    {
        using JsonDocument document = JsonDocument.Parse(row);
        JsonElement[] cells = [.. document.RootElement.EnumerateArray()];
        if (cells.Length != builders.Length)
        {
            throw new FormatException($"The row {row} has {cells.Length} cells; the schema has {builders.Length} columns.");
        }

        for (int i = 0; i < cells.Length; i++)
        {
            try
            {
                Append(builders[i], cells[i]);
            }
            catch (Exception error) when (error is FormatException or OverflowException or InvalidOperationException)
            {
                throw new FormatException($"{cells[i].GetRawText()} does not fit column \"{schema[i].Name}\" of {schema[i].Type}: {error.Message}", error);
            }
        }
    }

    private static void AppendValue(ArrayBuilder builder, JsonElement json)
    {
        switch (builder)
        {
            case BooleanBuilder b: b.Append(json.GetBoolean()); break;
            case FixedWidthBuilder<sbyte> b: b.Append((sbyte)Integer(json)); break;
            case FixedWidthBuilder<short> b: b.Append((short)Integer(json)); break;
            case FixedWidthBuilder<int> b: b.Append((int)Temporal(b.Type, json)); break;
            case FixedWidthBuilder<long> b: b.Append((long)Temporal(b.Type, json)); break;
            case FixedWidthBuilder<byte> b: b.Append((byte)Integer(json)); break;
            case FixedWidthBuilder<ushort> b: b.Append((ushort)Integer(json)); break;
            case FixedWidthBuilder<uint> b: b.Append((uint)Integer(json)); break;
            case FixedWidthBuilder<ulong> b: b.Append((ulong)Integer(json)); break;
            case FixedWidthBuilder<float> b: b.Append(float.Parse(Plain(json), CultureInfo.InvariantCulture)); break;
            case FixedWidthBuilder<double> b: b.Append(double.Parse(Plain(json), CultureInfo.InvariantCulture)); break;
            case FixedWidthBuilder<Int128> b: b.Append((Int128)Unscaled((DecimalType)b.Type, Plain(json))); break;
            case FixedWidthBuilder<Int256> b: b.Append((Int256)Unscaled((DecimalType)b.Type, Plain(json))); break;
            case FixedWidthBuilder<MonthDayNano> b: b.Append(new MonthDayNano(json[0].GetInt32(), json[1].GetInt32(), json[2].GetInt64())); break;
            case VarBinaryBuilder b: b.Append(Bytes(b.Type, json)); break;
            case FixedSizeBinaryBuilder b: b.Append(Bytes(b.Type, json)); break;
            case DictionaryBuilder b: b.Append(Bytes(((DictionaryType)b.Type).Value, json)); break;
            case ListBuilder { Type: MapType } b: AppendMap(b, json); break;
            case ListBuilder b: AppendItems(b.Items, json); b.Append(); break;
            case FixedSizeListBuilder b: AppendItems(b.Items, json); b.Append(); break;
            case StructBuilder b: AppendStruct(b, json); break;
            default: throw new FormatException($"a value of {builder.Type} cannot be written");
        }
    }

    private static BigInteger Integer(JsonElement json) => BigInteger.Parse(Plain(json), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static BigInteger Temporal(ArrowType type, JsonElement json) => json.ValueKind != JsonValueKind.String ? Integer(json) : type switch
    {
        { Id: ArrowTypeId.Date32 } => CivilText.ParseDate(json.GetString()!),
        TimeType t => CivilText.ParseTime(json.GetString()!, t.Unit),
        TimestampType t => CivilText.ParseTimestamp(json.GetString()!, t.Unit),
        _ => Integer(json),
    };

    private static string Plain(JsonElement json) => json.ValueKind == JsonValueKind.String ? json.GetString()! : json.GetRawText();

    private static BigInteger Unscaled(DecimalType type, string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int behind = point < 0 ? 0 : text.Length - point - 1;
        var digits = BigInteger.Parse(text.Replace(".", "", StringComparison.Ordinal), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (behind <= type.Scale)
        {
            return digits * BigInteger.Pow(10, type.Scale - behind);
        }

        (BigInteger quotient, BigInteger rest) = BigInteger.DivRem(digits, BigInteger.Pow(10, behind - type.Scale));
        return rest.IsZero ? quotient : throw new FormatException($"\"{text}\" has more digits behind the point than {type}");
    }

    private static byte[] Bytes(ArrowType type, JsonElement json)
    {
        bool isText = type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8;
        if (json.ValueKind == JsonValueKind.Object)
        {
            byte[] once = Bytes(type, json.GetProperty("repeat"));
            byte[] all = new byte[checked(once.Length * json.GetProperty("times").GetInt32())];
            for (int at = 0; at < all.Length; at += once.Length)
            {
                once.CopyTo(all, at);
            }

            return all;
        }

        string text = json.GetString()!;
        return isText ? Encoding.UTF8.GetBytes(text)
            : text.StartsWith("0x", StringComparison.Ordinal) ? Convert.FromHexString(text.AsSpan(2))
            : Guid.TryParseExact(text, "D", out Guid uuid) ? uuid.ToByteArray(bigEndian: true)
            : throw new FormatException("bytes are written 0x00ff, a UUID also with hyphens");
    }

    private static void AppendItems(ArrayBuilder items, JsonElement json)
    {
        foreach (JsonElement item in json.EnumerateArray())
        {
            Append(items, item);
        }
    }

    private static void AppendMap(ListBuilder map, JsonElement json)
    {
        var entries = (StructBuilder)map.Items;
        foreach (JsonElement pair in json.EnumerateArray())
        {
            Append(entries.Fields[0], pair[0]);
            Append(entries.Fields[1], pair[1]);
            entries.Append();
        }

        map.Append();
    }

    private static void AppendStruct(StructBuilder builder, JsonElement json)
    {
        JsonProperty[] members = [.. json.EnumerateObject()];
        if (!members.Select(m => m.Name).SequenceEqual(builder.Type.Children.Select(c => c.Name)))
        {
            throw new FormatException($"a struct is written with its members {string.Join(", ", builder.Type.Children.Select(c => c.Name))} in this order");
        }

        for (int i = 0; i < members.Length; i++)
        {
            Append(builder.Fields[i], members[i].Value);
        }

        builder.Append();
    }

    private static void AppendUnion(UnionBuilder builder, JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.Null)
        {
            builder.AppendNull();
            return;
        }

        JsonProperty member = json.EnumerateObject().Single();
        for (int i = 0; i < builder.Fields.Count; i++)
        {
            if (builder.Type.Children[i].Name == member.Name)
            {
                Append(builder.Fields[i], member.Value);
                builder.Append(i);
                return;
            }
        }

        throw new FormatException($"the union has no child \"{member.Name}\"");
    }
}
