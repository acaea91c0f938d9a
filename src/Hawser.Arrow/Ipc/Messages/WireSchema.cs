namespace Hawser.Arrow.Ipc;

/// <summary>A schema with the ids of its dictionaries.</summary>
internal sealed class WireSchema
{
    private readonly Dictionary<long, WireField> _dictionaries = [];

    public WireSchema(WireField[] fields, ArrowMetadata metadata)
    {
        Fields = fields;
        Schema = new Schema(fields.Select(f => f.Field), metadata);
        foreach (WireField field in fields)
        {
            Collect(field);
        }
    }

    public Schema Schema { get; }

    public WireField[] Fields { get; }

    /// <summary>One field for each dictionary id; fields that share an id have the same value type.</summary>
    public IReadOnlyDictionary<long, WireField> Dictionaries => _dictionaries;

    /// <summary>Numbers the dictionaries of a schema, for writing.</summary>
    public static WireSchema Of(Schema schema)
    {
        long next = 0;
        return new WireSchema([.. schema.Fields.Select(f => Number(f, f.Name, ref next))], schema.Metadata);
    }

    private static WireField Number(Field field, string path, ref long next)
    {
        long? id = field.Type is DictionaryType ? next++ : null;
        ArrowType values = field.Type is DictionaryType dictionary ? dictionary.Value : field.Type;
        if (values is DictionaryType)
        {
            throw new ArrowException($"Column \"{path}\" is {field.Type}: the IPC format cannot express a dictionary whose values are a dictionary. Decode one of the two.");
        }

        var children = new WireField[values.Children.Count];
        for (int i = 0; i < children.Length; i++)
        {
            children[i] = Number(values.Children[i], $"{path}.{values.Children[i].Name}", ref next);
        }

        return new WireField(field, id, children);
    }

    private void Collect(WireField field)
    {
        if (field.DictionaryId is long id && !_dictionaries.TryAdd(id, field) && !_dictionaries[id].ValueType.Equals(field.ValueType))
        {
            throw new ArrowException($"Dictionary {id} is said to hold {_dictionaries[id].ValueType} by one column and {field.ValueType} by column \"{field.Field.Name}\".");
        }

        foreach (WireField child in field.Children)
        {
            Collect(child);
        }
    }
}
