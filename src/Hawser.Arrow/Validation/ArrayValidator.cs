namespace Hawser.Arrow;

/// <summary>Tests that an array is what its type says, before it is read: for arrays from a file, a socket, a native library or a plug-in.</summary>
/// <remarks>
/// Source: Arrow Columnar Format. Two rules are ours: a time of day may be exactly 24:00:00, as databases have it, and a single text or
/// binary value is at most 2³¹ - 1 bytes.
/// </remarks>
public static class ArrayValidator
{
    /// <summary>Tests an array with its children and dictionary.</summary>
    /// <exception cref="ArrowException">The array is not valid; the message says where and why.</exception>
    public static void Validate(ArrowArray array, ValidationLevel level)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (level != ValidationLevel.None)
        {
            Check(array, level, new ArrayPath(null, "array"), null);
        }
    }

    /// <summary>Tests every column of a batch, and at <see cref="ValidationLevel.Full"/> that columns which may not be null have no nulls.</summary>
    /// <exception cref="ArrowException">A column is not valid; the message says where and why.</exception>
    public static void Validate(RecordBatch batch, ValidationLevel level)
    {
        ArgumentNullException.ThrowIfNull(batch);
        Validate(batch, level, null);
    }

    /// <summary>Passes over dictionaries that were tested when they arrived: many batches and columns may share a large one.</summary>
    internal static void Validate(ArrowArray array, ValidationLevel level, IReadOnlySet<ArrowArray> testedDictionaries)
    {
        if (level != ValidationLevel.None)
        {
            Check(array, level, new ArrayPath(null, "array"), testedDictionaries);
        }
    }

    /// <inheritdoc cref="Validate(ArrowArray, ValidationLevel, IReadOnlySet{ArrowArray})"/>
    internal static void Validate(RecordBatch batch, ValidationLevel level, IReadOnlySet<ArrowArray>? testedDictionaries)
    {
        if (level == ValidationLevel.None)
        {
            return;
        }

        for (int i = 0; i < batch.Columns.Length; i++)
        {
            Field field = batch.Schema[i];
            var path = new ArrayPath(null, $"column \"{field.Name}\"");
            Check(batch[i], level, path, testedDictionaries);
            if (level == ValidationLevel.Full && !field.IsNullable)
            {
                NullabilityCheck.NoNulls(batch[i], path);
            }
        }
    }

    private static void Check(ArrowArray array, ValidationLevel level, ArrayPath path, IReadOnlySet<ArrowArray>? testedDictionaries)
    {
        if (path.Depth > NestedType.MaxDepth)
        {
            path.Throw($"nested deeper than {NestedType.MaxDepth} levels.");
        }

        LayoutCheck.Run(array, path);
        for (int i = 0; i < array.Children.Length; i++)
        {
            Check(array.Children[i], level, path.Child(ChildName(array.Type, i)), testedDictionaries);
        }

        if (array.Dictionary is { } dictionary && testedDictionaries?.Contains(dictionary) != true)
        {
            Check(dictionary, level, path.Child("dictionary"), testedDictionaries);
        }

        if (level == ValidationLevel.Full)
        {
            ContentCheck.Run(array, path);
        }
    }

    private static string ChildName(ArrowType type, int child) => type.Children[child].Name is { Length: > 0 } name ? name : $"[{child}]";
}
