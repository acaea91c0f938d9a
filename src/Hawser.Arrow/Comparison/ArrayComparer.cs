namespace Hawser.Arrow;

/// <summary>Compares two arrays by their values.</summary>
public static class ArrayComparer
{
    /// <summary>The first difference, or null when there is none.</summary>
    /// <param name="left">One array.</param>
    /// <param name="right">The other array.</param>
    /// <param name="options">What counts; default everything.</param>
    /// <param name="field">The column that both stand for: its name goes into the difference and its extension type decides how values are shown.</param>
    public static Difference? Compare(ArrowArray left, ArrowArray right, CompareOptions? options = null, Field? field = null)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        options ??= CompareOptions.Exact;
        string name = field?.Name ?? "array";
        if (!SameType(left.Type, right.Type, options))
        {
            return new Difference(name, -1, left.Type.ToString(), right.Type.ToString());
        }

        if (left.Length != right.Length)
        {
            return new Difference(name, -1, $"{left.Length} rows", $"{right.Length} rows");
        }

        int row = FirstDifference(left, right, options);
        return row < 0 ? null : new Difference(name, row, Show(left, row, field), Show(right, row, field));
    }

    internal static bool SameType(ArrowType left, ArrowType right, CompareOptions options)
    {
        if (left.Equals(right))
        {
            return true;
        }

        if (options.PhysicalForm)
        {
            return false;
        }

        left = Plain(left);
        right = Plain(right);
        return left is NestedType && right is NestedType && left.Format == right.Format
            ? left.Children.Zip(right.Children).All(pair => pair.First.Name == pair.Second.Name && SameType(pair.First.Type, pair.Second.Type, options))
            : left.Equals(right);
    }

    private static ArrowType Plain(ArrowType type) => type switch
    {
        DictionaryType dictionary => Plain(dictionary.Value),
        { Id: ArrowTypeId.LargeUtf8 } => ArrowType.Utf8,
        { Id: ArrowTypeId.LargeBinary } => ArrowType.Binary,
        _ => type,
    };

    private static int FirstDifference(ArrowArray left, ArrowArray right, CompareOptions options)
    {
        if (CellEquality.SameBytes(left, right))
        {
            return -1;
        }

        for (int row = 0; row < left.Length; row++)
        {
            if (!CellEquality.Equal(left, row, right, row, options))
            {
                return row;
            }
        }

        return -1;
    }

    private static string Show(ArrowArray array, int row, Field? field) =>
        Difference.Shorten(new ValueFormatter((field ?? new Field("", array.Type)).WithType(array.Type)).Format(array, row));
}
