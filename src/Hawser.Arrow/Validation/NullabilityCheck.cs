namespace Hawser.Arrow;

/// <summary>A field that may not be null has no nulls, except where a null parent hides them.</summary>
internal static class NullabilityCheck
{
    public static void NoNulls(ArrowArray array, ArrayPath path) => NoNulls(array, 0, array.Length, path);

    public static void NoNulls(ArrowArray array, int start, int count, ArrayPath path)
    {
        if (!MayHaveNulls(array))
        {
            return;
        }

        for (int row = start; row < start + count; row++)
        {
            if (IsNull(array, row))
            {
                path.Throw(row, "null in a field that may not be null.");
            }
        }
    }

    public static void Children(ArrowArray array, ArrayPath path)
    {
        for (int i = 0; i < array.Children.Length; i++)
        {
            Field field = array.Type.Children[i];
            if (!field.IsNullable && MayHaveNulls(array.Children[i]))
            {
                Child(array, i, path.Child(field.Name));
            }
        }
    }

    private static void Child(ArrowArray array, int index, ArrayPath path)
    {
        ArrowArray child = array.Children[index];
        for (int row = 0; row < array.Length; row++)
        {
            switch (array.Type)
            {
                case UnionType union:
                    if (union.ChildIndexOf(array.UnionTypeId(row)) == index)
                    {
                        NoNulls(child, array.UnionChildRow(row), 1, path);
                    }

                    break;
                case var _ when array.IsNull(row):
                    break;
                case StructType:
                    NoNulls(child, row, 1, path);
                    break;
                default:
                    NoNulls(child, array.ListStart(row), array.ListLength(row), path);
                    break;
            }
        }
    }

    private static bool MayHaveNulls(ArrowArray array) =>
        array.NullCount > 0 || array.Type is UnionType || (array.Dictionary is { } dictionary && MayHaveNulls(dictionary));

    private static bool IsNull(ArrowArray array, int row) =>
        array.IsNull(row) || (array.Dictionary is { } dictionary && IsNull(dictionary, checked((int)array.GetDictionaryIndex(row))));
}
