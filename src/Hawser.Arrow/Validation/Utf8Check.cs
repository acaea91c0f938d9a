using System.Text.Unicode;

namespace Hawser.Arrow;

/// <summary>Text is valid UTF-8: the whole column in one vectorised pass, row by row only when that fails.</summary>
internal static unsafe class Utf8Check
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        if (array.Length == 0 || WholeIsValid(array))
        {
            return;
        }

        for (int row = 0; row < array.Length; row++)
        {
            if (!array.IsNull(row) && !Utf8.IsValid(array.GetBytes(row)))
            {
                ReadOnlySpan<byte> value = array.GetBytes(row);
                path.Throw(row, $"the text is not valid UTF-8 (bytes {Convert.ToHexString(value[..Math.Min(value.Length, 16)])}{(value.Length > 16 ? "…" : "")}).");
            }
        }
    }

    private static bool WholeIsValid(ArrowArray array)
    {
        if (array.Type.Id == ArrowTypeId.Utf8)
        {
            int* offsets = (int*)array.DataPointer + array.Offset;
            return Utf8.IsValid(new ReadOnlySpan<byte>(array.BytesPointer + offsets[0], offsets[array.Length] - offsets[0]))
                && NoneSplit(array.BytesPointer, offsets, array.Length);
        }

        long* large = (long*)array.DataPointer + array.Offset;
        return large[array.Length] - large[0] <= int.MaxValue
            && Utf8.IsValid(new ReadOnlySpan<byte>(array.BytesPointer + large[0], (int)(large[array.Length] - large[0])))
            && NoneSplit(array.BytesPointer, large, array.Length);
    }

    // Text that is valid as a whole is valid in its rows when no row begins with a continuation byte (10xxxxxx).
    private static bool NoneSplit(byte* bytes, int* offsets, int length)
    {
        int end = offsets[length];
        bool split = false;
        for (int row = 0; row < length; row++)
        {
            split |= offsets[row] < end && (sbyte)bytes[offsets[row]] < -64;
        }

        return !split;
    }

    private static bool NoneSplit(byte* bytes, long* offsets, int length)
    {
        long end = offsets[length];
        bool split = false;
        for (int row = 0; row < length; row++)
        {
            split |= offsets[row] < end && (sbyte)bytes[offsets[row]] < -64;
        }

        return !split;
    }
}
