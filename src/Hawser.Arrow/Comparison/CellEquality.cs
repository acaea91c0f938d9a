using System.Runtime.InteropServices;

namespace Hawser.Arrow;

/// <summary>Whether two cells hold the same value.</summary>
internal static unsafe class CellEquality
{
    /// <summary>Whether two columns are known to be equal by their bytes alone; false when rows must be looked at.</summary>
    public static bool SameBytes(ArrowArray left, ArrowArray right)
    {
        int width = left.Type.ByteWidth;
        if (width == 0 || left.Type is DictionaryType || !left.Type.Equals(right.Type) || left.NullCount > 0 || right.NullCount > 0)
        {
            return false;
        }

        long bytes = (long)left.Length * width;
        return bytes <= int.MaxValue
            && new ReadOnlySpan<byte>(left.DataPointer + ((long)left.Offset * width), (int)bytes)
                .SequenceEqual(new ReadOnlySpan<byte>(right.DataPointer + ((long)right.Offset * width), (int)bytes));
    }

    public static bool Equal(ArrowArray left, int leftRow, ArrowArray right, int rightRow, CompareOptions options)
    {
        bool leftNull = IsNull(ref left, ref leftRow), rightNull = IsNull(ref right, ref rightRow);
        if (left.Type is UnionType)
        {
            return EqualUnions(left, leftRow, right, rightRow, options);
        }

        if (leftNull || rightNull)
        {
            return leftNull == rightNull;
        }

        switch (left.Type.Id)
        {
            case ArrowTypeId.Boolean:
                return left.GetBoolean(leftRow) == right.GetBoolean(rightRow);
            case ArrowTypeId.Float32:
                return EqualFloats(left.Values<float>()[leftRow], right.Values<float>()[rightRow], options);
            case ArrowTypeId.Float64:
                return EqualFloats(left.Values<double>()[leftRow], right.Values<double>()[rightRow], options);
            case ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary:
                return left.GetBytes(leftRow).SequenceEqual(right.GetBytes(rightRow));
            case ArrowTypeId.Struct:
                return EqualStructs(left, leftRow, right, rightRow, options);
            case ArrowTypeId.List or ArrowTypeId.FixedSizeList or ArrowTypeId.Map:
                return EqualLists(left, leftRow, right, rightRow, options);
            default:
                return Fixed(left, leftRow).SequenceEqual(Fixed(right, rightRow));
        }
    }

    // A dictionary's cell is the value its index points to, whose own null counts.
    private static bool IsNull(ref ArrowArray array, ref int row)
    {
        while (array.Dictionary is { } dictionary)
        {
            if (array.IsNull(row))
            {
                return true;
            }

            row = checked((int)array.GetDictionaryIndex(row));
            array = dictionary;
        }

        return array.IsNull(row);
    }

    private static ReadOnlySpan<byte> Fixed(ArrowArray array, int row) =>
        MemoryMarshal.CreateReadOnlySpan(ref array.DataPointer[((long)array.Offset + row) * array.Type.ByteWidth], array.Type.ByteWidth);

    private static bool EqualFloats(double left, double right, CompareOptions options) =>
        double.IsNaN(left) ? double.IsNaN(right)
        : options.SignedZeros ? BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right)
        : left == right;

    private static bool EqualStructs(ArrowArray left, int leftRow, ArrowArray right, int rightRow, CompareOptions options)
    {
        for (int i = 0; i < left.Children.Length; i++)
        {
            if (!Equal(left.Children[i], leftRow, right.Children[i], rightRow, options))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualLists(ArrowArray left, int leftRow, ArrowArray right, int rightRow, CompareOptions options)
    {
        int count = left.ListLength(leftRow);
        if (count != right.ListLength(rightRow))
        {
            return false;
        }

        int leftStart = left.ListStart(leftRow), rightStart = right.ListStart(rightRow);
        for (int i = 0; i < count; i++)
        {
            if (!Equal(left.Children[0], leftStart + i, right.Children[0], rightStart + i, options))
            {
                return false;
            }
        }

        return true;
    }

    private static bool EqualUnions(ArrowArray left, int leftRow, ArrowArray right, int rightRow, CompareOptions options)
    {
        sbyte id = left.UnionTypeId(leftRow);
        int child = ((UnionType)left.Type).ChildIndexOf(id);
        return id == right.UnionTypeId(rightRow)
            && Equal(left.Children[child], left.UnionChildRow(leftRow), right.Children[child], right.UnionChildRow(rightRow), options);
    }
}
