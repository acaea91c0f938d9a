using System.Numerics;

namespace Hawser.Arrow.Ipc;

/// <summary>Writes the indices of a dictionary column anew, for another dictionary.</summary>
internal static unsafe class DictionaryIndices
{
    /// <summary>The column over <paramref name="dictionary"/>, where its value i stands at <c>positions[i]</c>. The caller owns one reference.</summary>
    /// <exception cref="ArrowException">A position does not fit the column's index type.</exception>
    public static ArrowArray Move(ArrowArray array, long[] positions, ArrowArray dictionary, string column, ArrowAllocator allocator)
    {
        using var parts = new ArrayParts(array.Type) { Dictionary = dictionary.Retain() };
        parts.Buffers[0] = CopyValidity(array, allocator);
        ArrowBuffer indices = allocator.AllocateZeroed((long)array.Length * array.Type.ByteWidth);
        parts.Buffers[1] = indices;
        switch (((DictionaryType)array.Type).Index.Id)
        {
            case ArrowTypeId.Int8: Move<sbyte>(array, positions, indices, column); break;
            case ArrowTypeId.UInt8: Move<byte>(array, positions, indices, column); break;
            case ArrowTypeId.Int16: Move<short>(array, positions, indices, column); break;
            case ArrowTypeId.UInt16: Move<ushort>(array, positions, indices, column); break;
            case ArrowTypeId.Int32: Move<int>(array, positions, indices, column); break;
            case ArrowTypeId.UInt32: Move<uint>(array, positions, indices, column); break;
            case ArrowTypeId.Int64: Move<long>(array, positions, indices, column); break;
            default: Move<ulong>(array, positions, indices, column); break;
        }

        return parts.ToArray(array.Length, array.NullCount);
    }

    private static ArrowBuffer? CopyValidity(ArrowArray array, ArrowAllocator allocator)
    {
        if (array.NullCount == 0)
        {
            return null;
        }

        ArrowBuffer copy = allocator.AllocateZeroed(Bitmap.ByteCount(array.Length));
        Bitmap.Copy(array.ValidityPointer, array.Offset, copy.Pointer, 0, array.Length);
        return copy;
    }

    private static void Move<T>(ArrowArray array, long[] positions, ArrowBuffer indices, string column)
        where T : unmanaged, IBinaryInteger<T>
    {
        ReadOnlySpan<T> from = array.Values<T>();
        var to = new Span<T>(indices.Pointer, array.Length);
        for (int row = 0; row < to.Length; row++)
        {
            if (!array.IsNull(row))
            {
                long position = positions[long.CreateChecked(from[row])];
                T index = T.CreateTruncating(position);
                if (T.IsNegative(index) || long.CreateTruncating(index) != position)
                {
                    throw new ArrowException(
                        $"Column \"{column}\" is {array.Type}: the batches of the file have more distinct values than its index type can count. Use a wider index type, or write a stream, which can change dictionaries.");
                }

                to[row] = index;
            }
        }
    }
}
