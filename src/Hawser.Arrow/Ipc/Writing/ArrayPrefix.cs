namespace Hawser.Arrow.Ipc;

/// <summary>Whether one dictionary's values are another's, or begin with them, compared row by row and byte by byte.</summary>
internal static unsafe class ArrayPrefix
{
    public static bool AreSame(ArrowArray left, ArrowArray right) => left.Length == right.Length && Begins(left, right);

    /// <summary>Whether the first rows of an array are the rows of <paramref name="beginning"/>; both are of one type.</summary>
    public static bool Begins(ArrowArray array, ArrowArray beginning) =>
        array.Length >= beginning.Length && Equal(array, 0, beginning, 0, beginning.Length);

    private static bool Equal(ArrowArray left, int leftStart, ArrowArray right, int rightStart, int count)
    {
        for (int i = 0; i < count; i++)
        {
            if (!RowEqual(left, leftStart + i, right, rightStart + i))
            {
                return false;
            }
        }

        return true;
    }

    private static bool RowEqual(ArrowArray left, int leftRow, ArrowArray right, int rightRow)
    {
        if (left.Type is UnionType union)
        {
            return UnionEqual(union, left, leftRow, right, rightRow);
        }

        bool isNull = left.IsNull(leftRow);
        return isNull == right.IsNull(rightRow) && (isNull || ValueEqual(left, leftRow, right, rightRow));
    }

    private static bool ValueEqual(ArrowArray left, int leftRow, ArrowArray right, int rightRow)
    {
        switch (left.Type.Id)
        {
            case ArrowTypeId.Boolean:
                return left.GetBoolean(leftRow) == right.GetBoolean(rightRow);
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary:
                return left.GetBytes(leftRow).SequenceEqual(right.GetBytes(rightRow));
            case ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.FixedSizeList:
                int length = left.ListLength(leftRow);
                return length == right.ListLength(rightRow)
                    && Equal(left.Children[0], left.ListStart(leftRow), right.Children[0], right.ListStart(rightRow), length);
            case ArrowTypeId.Struct:
                for (int i = 0; i < left.Children.Length; i++)
                {
                    if (!RowEqual(left.Children[i], leftRow, right.Children[i], rightRow))
                    {
                        return false;
                    }
                }

                return true;
            case ArrowTypeId.Dictionary:
                return left.GetDictionaryIndex(leftRow) == right.GetDictionaryIndex(rightRow);
            default:
                return Bytes(left, leftRow).SequenceEqual(Bytes(right, rightRow));
        }
    }

    private static bool UnionEqual(UnionType union, ArrowArray left, int leftRow, ArrowArray right, int rightRow)
    {
        sbyte typeId = left.UnionTypeId(leftRow);
        int child = union.ChildIndexOf(typeId);
        return typeId == right.UnionTypeId(rightRow)
            && RowEqual(left.Children[child], left.UnionChildRow(leftRow), right.Children[child], right.UnionChildRow(rightRow));
    }

    private static ReadOnlySpan<byte> Bytes(ArrowArray array, int row)
    {
        int width = array.Type.ByteWidth;
        return new ReadOnlySpan<byte>(array.DataPointer + ((long)(array.Offset + row) * width), width);
    }
}
