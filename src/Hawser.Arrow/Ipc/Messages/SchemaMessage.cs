namespace Hawser.Arrow.Ipc;

/// <summary>The table that describes the columns.</summary>
/// <remarks>Source: Arrow format/Schema.fbs, tables Schema, Field, DictionaryEncoding and KeyValue.</remarks>
internal static class SchemaMessage
{
    public static WireSchema Read(FlatTable schema, DecodeBudget budget)
    {
        short endianness = schema.GetInt16(0);
        if (endianness != 0)
        {
            throw new ArrowException(endianness == 1
                ? "The Arrow data is big-endian, which cannot be read here; have it written little-endian."
                : $"The Arrow schema names an unknown byte order ({endianness}).");
        }

        return new WireSchema(ReadFields(schema.GetVector(1, sizeof(int)), budget, 0), ReadMetadata(schema.GetVector(2, sizeof(int)), budget));
    }

    public static int Write(FlatBuilder builder, WireSchema schema)
    {
        int fields = WriteFields(builder, schema.Fields);
        int metadata = WriteMetadata(builder, schema.Schema.Metadata);
        builder.StartTable(4);
        builder.SetPointer(1, fields);
        builder.SetPointer(2, metadata);
        builder.SetInt16(0, 0);
        return builder.EndTable();
    }

    public static ArrowMetadata ReadMetadata(FlatVector entries, DecodeBudget budget)
    {
        if (entries.Count == 0)
        {
            return ArrowMetadata.Empty;
        }

        var read = new KeyValuePair<string, string>[entries.Count];
        for (int i = 0; i < read.Length; i++)
        {
            budget.Spend(16);
            FlatTable entry = entries.GetTable(i);
            read[i] = new KeyValuePair<string, string>(entry.GetString(0, budget) ?? "", entry.GetString(1, budget) ?? "");
        }

        return new ArrowMetadata(read);
    }

    public static int WriteMetadata(FlatBuilder builder, ArrowMetadata metadata)
    {
        if (metadata.Count == 0)
        {
            return 0;
        }

        int[] entries = new int[metadata.Count];
        for (int i = 0; i < entries.Length; i++)
        {
            int key = builder.AddString(metadata[i].Key);
            int value = builder.AddString(metadata[i].Value);
            builder.StartTable(2);
            builder.SetPointer(0, key);
            builder.SetPointer(1, value);
            entries[i] = builder.EndTable();
        }

        return builder.AddTables(entries);
    }

    private static WireField[] ReadFields(FlatVector fields, DecodeBudget budget, int depth)
    {
        DecodeBudget.CheckDepth(depth);
        budget.Spend(fields.Count * 16L);
        var read = new WireField[fields.Count];
        for (int i = 0; i < read.Length; i++)
        {
            read[i] = ReadField(fields.GetTable(i), budget, depth);
        }

        return read;
    }

    private static WireField ReadField(FlatTable field, DecodeBudget budget, int depth)
    {
        string name = field.GetString(0, budget) ?? "";
        WireField[] children = ReadFields(field.GetVector(5, sizeof(int)), budget, depth + 1);
        ArrowType type = TypeReader.Read((WireType)field.GetByte(2), field.GetTable(3, $"type of column \"{name}\""), children, name, budget);
        long? dictionaryId = null;
        if (field.TryGetTable(4, out FlatTable dictionary))
        {
            dictionaryId = dictionary.GetInt64(0);
            DecodeBudget.CheckDepth(type.Depth + 1);
            type = new DictionaryType(ReadIndexType(dictionary, name), type, dictionary.GetBoolean(2));
        }

        ArrowMetadata metadata = ReadMetadata(field.GetVector(6, sizeof(int)), budget);
        return new WireField(new Field(name, type, field.GetBoolean(1), metadata), dictionaryId, children);
    }

    private static ArrowType ReadIndexType(FlatTable dictionary, string name)
    {
        short kind = dictionary.GetInt16(3);
        if (kind != 0)
        {
            throw new ArrowException($"Column \"{name}\" has a dictionary of an unknown kind ({kind}).");
        }

        return dictionary.TryGetTable(1, out FlatTable index) ? TypeReader.ReadInt(index, name) : ArrowType.Int32;
    }

    private static int WriteFields(FlatBuilder builder, WireField[] fields)
    {
        int[] written = new int[fields.Length];
        for (int i = 0; i < written.Length; i++)
        {
            written[i] = WriteField(builder, fields[i]);
        }

        return builder.AddTables(written);
    }

    private static int WriteField(FlatBuilder builder, WireField field)
    {
        int children = WriteFields(builder, field.Children);
        int name = builder.AddString(field.Field.Name);
        int metadata = WriteMetadata(builder, field.Field.Metadata);
        int dictionary = field.DictionaryId is long id ? WriteDictionary(builder, id, (DictionaryType)field.Field.Type) : 0;
        WireType wireType = TypeWriter.Write(builder, field.ValueType, out int type);
        builder.StartTable(7);
        builder.SetPointer(0, name);
        builder.SetPointer(3, type);
        builder.SetPointer(4, dictionary);
        builder.SetPointer(5, children);
        builder.SetPointer(6, metadata);
        builder.SetBoolean(1, field.Field.IsNullable);
        builder.SetByte(2, (byte)wireType);
        return builder.EndTable();
    }

    private static int WriteDictionary(FlatBuilder builder, long id, DictionaryType type)
    {
        TypeWriter.Write(builder, type.Index, out int index);
        builder.StartTable(4);
        builder.SetInt64(0, id);
        builder.SetPointer(1, index);
        builder.SetBoolean(2, type.Ordered);
        return builder.EndTable();
    }
}
