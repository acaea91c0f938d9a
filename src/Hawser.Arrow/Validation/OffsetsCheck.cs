using System.Numerics;

namespace Hawser.Arrow;

/// <summary>Offsets never go back. That the first and last are in range is known from the layout.</summary>
internal static unsafe class OffsetsCheck
{
    public static long At(ArrowArray array, BufferKind kind, int row) =>
        kind == BufferKind.Offsets32 ? ((int*)array.DataPointer)[array.Offset + row] : ((long*)array.DataPointer)[array.Offset + row];

    public static void Run(ArrowArray array, BufferKind kind, ArrayPath path)
    {
        if (kind == BufferKind.Offsets32)
        {
            NeverBack((int*)array.DataPointer + array.Offset, array.Length, path);
            return;
        }

        long* offsets = (long*)array.DataPointer + array.Offset;
        NeverBack(offsets, array.Length, path);
        for (int row = 0; row < array.Length; row++)
        {
            if (offsets[row + 1] - offsets[row] > int.MaxValue)
            {
                path.Throw(row, $"a value of {offsets[row + 1] - offsets[row]} bytes; at most {int.MaxValue} can be read.");
            }
        }
    }

    private static void NeverBack<T>(T* offsets, int length, ArrayPath path)
        where T : unmanaged, INumber<T>
    {
        int row = 0;
        for (; row + Vector<T>.Count <= length; row += Vector<T>.Count)
        {
            if (Vector.LessThanAny(Vector.Load(offsets + row + 1), Vector.Load(offsets + row)))
            {
                break;
            }
        }

        for (; row < length; row++)
        {
            if (offsets[row + 1] < offsets[row])
            {
                path.Throw(row, $"its end offset {offsets[row + 1]} is before its start offset {offsets[row]}.");
            }
        }
    }
}
