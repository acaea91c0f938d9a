using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>The short way for integers at a scale that have at most four digits of base 10,000, which most have; all others go the long way of <see cref="NumericGroups"/>.</summary>
/// <remarks>Source: src/backend/utils/adt/numeric.c, numeric_recv: how many digits, the power of the first, sign, digits behind the point, digits.</remarks>
internal readonly unsafe struct FourGroups
{
    private const int Groups = 4;
    private const int BitsOfGroup = 16;
    private const ulong TwoGroups = 100_000_000;
    private const int HeaderBytes = 8;

    private readonly ulong _lift;
    private readonly ulong _limit;
    private readonly int _power;
    private readonly int _shownScale;

    /// <param name="scale">Decimal digits behind the point.</param>
    public FourGroups(int scale)
    {
        int lift = -scale & (NumericLimits.GroupDigits - 1);
        _lift = PowerOfTen(lift);
        _limit = PowerOfTen((Groups * NumericLimits.GroupDigits) - lift);
        _power = Groups - 1 - ((scale + lift) / NumericLimits.GroupDigits);
        _shownScale = Math.Max(scale, 0);
    }

    /// <summary>Writes the field; false, and nothing is written, when the value has more digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWrite(long value, CopyOutput output)
    {
        ulong magnitude = value < 0 ? unchecked(0UL - (ulong)value) : (ulong)value;
        if (magnitude >= _limit)
        {
            return false;
        }

        (ulong upper, ulong lower) = Math.DivRem(magnitude * _lift, TwoGroups);
        ulong digits = (Pair((uint)upper) << (2 * BitsOfGroup)) | Pair((uint)lower);
        int before = BitOperations.LeadingZeroCount(digits) / BitsOfGroup;
        int count = digits == 0 ? 0 : Groups - before - (BitOperations.TrailingZeroCount(digits) / BitsOfGroup);
        int power = digits == 0 ? 0 : _power - before;
        uint sign = value < 0 ? NumericLimits.Negative : 0u;
        byte* at = output.Reserve(sizeof(int) + HeaderBytes + (Groups * sizeof(short)));
        CopyOutput.Put(at, HeaderBytes + (count * sizeof(short)));
        CopyOutput.Put(at + sizeof(int), (count << BitsOfGroup) | (ushort)power);
        CopyOutput.Put(at + (2 * sizeof(int)), (int)((sign << BitsOfGroup) | (uint)_shownScale));
        CopyOutput.Put(at + (3 * sizeof(int)), (long)(digits << (before * BitsOfGroup)));
        output.Advance(sizeof(int) + HeaderBytes + (count * sizeof(short)));
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Pair(uint digits)
    {
        uint upper = digits / NumericLimits.GroupBase;
        return (upper << BitsOfGroup) | (digits - (upper * NumericLimits.GroupBase));
    }

    private static ulong PowerOfTen(int exponent)
    {
        ulong power = 1;
        for (; exponent > 0; exponent--)
        {
            power *= 10;
        }

        return power;
    }
}
