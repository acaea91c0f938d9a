using System.Numerics;

namespace Hawser.Arrow;

/// <summary>Decimals of 256 bits; those that 128 bits hold hash like narrow ones.</summary>
internal readonly unsafe struct WideDecimal : INormalDecimal<Int256>
{
    public static void Of(Int256* unscaled, int scale, out ulong word0, out ulong word1, out ulong tag)
    {
        if (unscaled->TryToInt128(out Int128 narrow))
        {
            NarrowDecimal.Of(&narrow, scale, out word0, out word1, out tag);
            return;
        }

        BigInteger value = *unscaled;
        for (BigInteger quotient = BigInteger.DivRem(value, 10, out BigInteger remainder); remainder.IsZero; quotient = BigInteger.DivRem(value, 10, out remainder))
        {
            value = quotient;
            scale--;
        }

        var normal = (Int256)value;
        if (normal.TryToInt128(out narrow))
        {
            NarrowDecimal.Of(&narrow, scale, out word0, out word1, out tag);
            return;
        }

        BytesHasher.Words(System.Runtime.InteropServices.MemoryMarshal.AsBytes(new ReadOnlySpan<Int256>(in normal)), out word0, out word1);
        tag = HashMix.Tag(HashKind.WideDecimal, scale);
    }
}
