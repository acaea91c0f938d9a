using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>The short way for numerics of at most four digits of base 10,000, which most are; all others, and all that is wrong, go the long way of <see cref="NumericScaling"/>.</summary>
internal static class ShortNumeric
{
    private const int HeaderBytes = 8;
    private const int MostGroups = 4;
    private const int MostDigits = 18;
    private const int Negative = 0x4000;

    private static readonly long[] Powers = [.. Enumerable.Range(0, MostDigits + 1).Select(Power)];

    /// <summary>The first integer with more digits than the precision, for <see cref="TryScale"/>.</summary>
    public static long LimitOf(int precision) => precision <= MostDigits ? Powers[precision] : long.MaxValue;

    /// <summary>The value times 10^scale; false when it is not short, does not fit, or is no number.</summary>
    /// <param name="bytes">A numeric on the wire.</param>
    /// <param name="scale">Digits behind the point.</param>
    /// <param name="limit">What the value must stay below, whatever its sign.</param>
    /// <param name="unscaled">The integer.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool TryScale(ReadOnlySpan<byte> bytes, int scale, long limit, out long unscaled)
    {
        unscaled = 0;
        if (bytes.Length is < HeaderBytes or > HeaderBytes + (MostGroups * sizeof(short)))
        {
            return false;
        }

        ulong header = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        int groups = (int)(header >> 48), weight = (short)(header >> 32), sign = (ushort)(header >> 16);
        if (bytes.Length != HeaderBytes + (groups * sizeof(short)) || (sign & ~Negative) != 0 || (short)header < 0)
        {
            return false;
        }

        long number = 0;
        for (int i = HeaderBytes; i < bytes.Length; i += sizeof(short))
        {
            uint group = BinaryPrimitives.ReadUInt16BigEndian(bytes[i..]);
            if (group >= NumericValue.GroupBase)
            {
                return false;
            }

            number = (number * NumericValue.GroupBase) + group;
        }

        int exponent = (NumericValue.DigitsPerGroup * (weight - groups + 1)) + scale;
        if (number != 0 && !TryShift(ref number, exponent, groups))
        {
            return false;
        }

        unscaled = sign == 0 ? number : -number;
        return number < limit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryShift(ref long number, int exponent, int groups)
    {
        if ((uint)exponent <= (uint)(MostDigits - (NumericValue.DigitsPerGroup * groups)))
        {
            number *= Powers[exponent];
            return true;
        }

        // Divisions by what the compiler knows are multiplications.
        long whole = number;
        switch (exponent)
        {
            case -1: number /= 10; return number * 10 == whole;
            case -2: number /= 100; return number * 100 == whole;
            case -3: number /= 1000; return number * 1000 == whole;
            default: return false;
        }
    }

    private static long Power(int exponent)
    {
        long power = 1;
        for (int i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
