namespace Hawser.Arrow.CData;

/// <summary>Reads fields and schemas that C code describes.</summary>
public static unsafe class CSchemaImporter
{
    private const long MostChildren = 1 << 20;

    /// <summary>Reads a field and releases the struct, whether reading succeeds or not.</summary>
    /// <exception cref="ArrowException">The struct was released before, or what it describes is not possible or not supported.</exception>
    public static Field ImportField(CArrowSchema* source)
    {
        ThrowIfReleased(source);
        try
        {
            return ReadField(source, 1);
        }
        finally
        {
            Release(source);
        }
    }

    /// <summary>Reads a schema, a struct type with a child for each column, and releases the struct, whether reading succeeds or not.</summary>
    /// <exception cref="ArrowException">The struct was released before, or what it describes is not a schema or not supported.</exception>
    public static Schema ImportSchema(CArrowSchema* source)
    {
        ThrowIfReleased(source);
        try
        {
            Field root = ReadField(source, 0);
            return root.Type is StructType
                ? new Schema(root.Type.Children, root.Metadata)
                : throw new ArrowException($"A schema is a struct of its columns; the C schema describes {root.Type}.");
        }
        finally
        {
            Release(source);
        }
    }

    /// <summary>Calls the release of a struct unless it is null, released or moved away.</summary>
    public static void Release(CArrowSchema* schema)
    {
        if (schema != null && schema->Release != null)
        {
            schema->Release(schema);
        }
    }

    private static Field ReadField(CArrowSchema* source, int depth)
    {
        if (depth > NestedType.MaxDepth)
        {
            throw new ArrowException($"The C schema is nested deeper than {NestedType.MaxDepth} levels.");
        }

        if (source->Format == null)
        {
            throw new ArrowException("A C schema has no format.");
        }

        var flags = (CArrowFlags)source->Flags;
        ArrowType type = ArrowFormat.Parse(CText.Read(source->Format, "format"), ReadChildren(source, depth), flags.HasFlag(CArrowFlags.MapKeysSorted));
        if (source->Dictionary != null)
        {
            type = ReadDictionary(type, ReadField(source->Dictionary, depth + 1).Type, flags.HasFlag(CArrowFlags.DictionaryOrdered));
        }

        return new Field(CText.Read(source->Name, "name"), type, flags.HasFlag(CArrowFlags.Nullable), CMetadata.Read(source->Metadata));
    }

    private static Field[] ReadChildren(CArrowSchema* source, int depth)
    {
        if (source->ChildCount is < 0 or > MostChildren || (source->ChildCount > 0 && source->Children == null))
        {
            throw new ArrowException($"A C schema says that it has {source->ChildCount} children.");
        }

        var children = new Field[source->ChildCount];
        for (int i = 0; i < children.Length; i++)
        {
            CArrowSchema* child = source->Children[i];
            ThrowIfReleased(child);
            children[i] = ReadField(child, depth + 1);
        }

        return children;
    }

    private static DictionaryType ReadDictionary(ArrowType index, ArrowType value, bool ordered)
    {
        try
        {
            return new DictionaryType(index, value, ordered);
        }
        catch (ArgumentException e)
        {
            throw new ArrowException($"The C schema's dictionary is not possible: {e.Message}", e);
        }
    }

    private static void ThrowIfReleased(CArrowSchema* schema)
    {
        if (schema == null || schema->Release == null)
        {
            throw new ArrowException("The C schema was released or moved away.");
        }
    }
}
