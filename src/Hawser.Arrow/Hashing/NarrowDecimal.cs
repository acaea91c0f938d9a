using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>Decimals of 128 bits, nearly all of which fit 64.</summary>
internal readonly unsafe struct NarrowDecimal : INormalDecimal<Int128>
{
    // The inverse of 5 modulo 2⁶⁴. A multiple of 10 times it, rotated right by one bit, is the tenth part; any other number gives more than the largest tenth.
    private const ulong InverseOf5 = 0xCCCC_CCCC_CCCC_CCCD;
    private const ulong LargestTenth = ulong.MaxValue / 10;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of(Int128* unscaled, int scale, out ulong word0, out ulong word1, out ulong tag)
    {
        ulong low = unchecked((ulong)*unscaled), sign = (ulong)((long)low >> 63);
        if (unchecked((ulong)(*unscaled >> 64)) != sign)
        {
            // Into variables of their own: those whose address is taken live in memory, and the common path must not.
            OfLong(*unscaled, scale, out ulong long0, out ulong long1, out ulong longTag);
            word0 = long0;
            word1 = long1;
            tag = longTag;
            return;
        }

        ulong magnitude = unchecked((low ^ sign) - sign);
        if (magnitude == 0)
        {
            word0 = 0;
            word1 = 0;
            tag = HashMix.Tag(HashKind.Decimal);
            return;
        }

        while (true)
        {
            ulong tenth = BitOperations.RotateRight(unchecked(magnitude * InverseOf5), 1);
            if (tenth > LargestTenth)
            {
                break;
            }

            magnitude = tenth;
            scale--;
        }

        word0 = unchecked((magnitude ^ sign) - sign);
        word1 = sign;
        tag = HashMix.Tag(HashKind.Decimal, scale);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void OfLong(Int128 unscaled, int scale, out ulong word0, out ulong word1, out ulong tag)
    {
        while (true)
        {
            (Int128 quotient, Int128 remainder) = Int128.DivRem(unscaled, 10);
            if (remainder != 0)
            {
                break;
            }

            unscaled = quotient;
            scale--;
        }

        word0 = unchecked((ulong)unscaled);
        word1 = unchecked((ulong)(unscaled >> 64));
        tag = HashMix.Tag(HashKind.Decimal, scale);
    }
}
