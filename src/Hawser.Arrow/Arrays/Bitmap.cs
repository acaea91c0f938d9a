using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>Bits packed least significant first, as validity bitmaps and bool columns are.</summary>
/// <remarks>Source: Arrow Columnar Format, "Validity bitmaps".</remarks>
public static unsafe class Bitmap
{
    /// <summary>The bytes that hold this many bits.</summary>
    public static long ByteCount(long bitCount) => (bitCount + 7) >> 3;

    /// <summary>The bit at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Get(byte* bits, long index) => ((bits[index >> 3] >> (int)(index & 7)) & 1) != 0;

    /// <summary>Sets the bit at a position to 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Set(byte* bits, long index) => bits[index >> 3] |= (byte)(1 << (int)(index & 7));

    /// <summary>Sets the bit at a position to 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Clear(byte* bits, long index) => bits[index >> 3] &= (byte)~(1 << (int)(index & 7));

    /// <summary>Sets a run of bits to one value.</summary>
    public static void Fill(byte* bits, long offset, long count, bool value)
    {
        for (; count > 0 && (offset & 7) != 0; offset++, count--)
        {
            Put(bits, offset, value);
        }

        long bytes = count >> 3;
        new Span<byte>(bits + (offset >> 3), checked((int)bytes)).Fill(value ? (byte)0xFF : (byte)0);
        for (offset += bytes << 3, count &= 7; count > 0; offset++, count--)
        {
            Put(bits, offset, value);
        }
    }

    /// <summary>Copies a run of bits; the two runs may start at any bit but must not overlap.</summary>
    public static void Copy(byte* source, long sourceOffset, byte* target, long targetOffset, long count)
    {
        for (; count > 0 && (targetOffset & 7) != 0; sourceOffset++, targetOffset++, count--)
        {
            Put(target, targetOffset, Get(source, sourceOffset));
        }

        byte* to = target + (targetOffset >> 3);
        byte* from = source + (sourceOffset >> 3);
        int shift = (int)(sourceOffset & 7);
        long bytes = count >> 3;
        if (shift == 0)
        {
            Buffer.MemoryCopy(from, to, bytes, bytes);
        }
        else
        {
            for (long i = 0; i < bytes; i++)
            {
                to[i] = (byte)((from[i] >> shift) | (from[i + 1] << (8 - shift)));
            }
        }

        long done = bytes << 3;
        for (long i = done; i < count; i++)
        {
            Put(target, targetOffset + i, Get(source, sourceOffset + i));
        }
    }

    /// <summary>How many bits of a run are 1.</summary>
    public static long CountSet(byte* bits, long offset, long count)
    {
        long set = 0;
        for (; count > 0 && (offset & 7) != 0; offset++, count--)
        {
            set += Get(bits, offset) ? 1 : 0;
        }

        byte* p = bits + (offset >> 3);
        for (; count >= 64; p += 8, offset += 64, count -= 64)
        {
            set += BitOperations.PopCount(Unsafe.ReadUnaligned<ulong>(p));
        }

        for (; count > 0; offset++, count--)
        {
            set += Get(bits, offset) ? 1 : 0;
        }

        return set;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(byte* bits, long index, bool value)
    {
        if (value)
        {
            Set(bits, index);
        }
        else
        {
            Clear(bits, index);
        }
    }
}
