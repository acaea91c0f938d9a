using System.Numerics;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>The middle of two values that are ordered digit by digit, as texts and bytes are: fractions, with each character a digit.</summary>
internal static class DigitMiddle
{
    // Behind the first digit that differs so many are enough for a guess.
    private const int MostDigits = 8;

    /// <summary>A value between two; null when there is none or they are not in order.</summary>
    /// <param name="least">Digits from 1 on; 0 stands for the end.</param>
    /// <param name="greatest">Digits likewise.</param>
    /// <param name="base">More than any digit.</param>
    public static int[]? Find(int[] least, int[] greatest, int @base)
    {
        int same = least.AsSpan().CommonPrefixLength(greatest);
        BigInteger from = Number(least.AsSpan(same), @base), to = Number(greatest.AsSpan(same), @base);
        if (to <= from)
        {
            return null;
        }

        BigInteger middle = from + ((to - from) / 2);
        if (middle == from)
        {
            return null;
        }

        var digits = new int[MostDigits];
        for (int i = MostDigits - 1; i >= 0; i--)
        {
            (middle, BigInteger digit) = BigInteger.DivRem(middle, @base);
            digits[i] = Math.Min((int)digit, @base - 1);
        }

        int length = MostDigits;
        while (length > 0 && digits[length - 1] == 0)
        {
            length--;
        }

        return [.. greatest.AsSpan(0, same), .. digits.AsSpan(0, length)];
    }

    private static BigInteger Number(ReadOnlySpan<int> digits, int @base)
    {
        BigInteger number = BigInteger.Zero;
        for (int i = 0; i < MostDigits; i++)
        {
            number = (number * @base) + (i < digits.Length ? Math.Min(digits[i], @base - 1) : 0);
        }

        return number;
    }
}
