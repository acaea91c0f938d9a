using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>Reads and writes runs of ASCII digits of a fixed width.</summary>
internal static class AsciiDigits
{
    /// <summary>The value of two digits, or a negative number when either byte is no digit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Two(ReadOnlySpan<byte> text, int start)
    {
        uint tens = (uint)text[start] - '0';
        uint units = (uint)text[start + 1] - '0';
        return tens > 9 || units > 9 ? -1 : (int)((tens * 10) + units);
    }

    /// <summary>The value of up to 18 digits, or a negative number when any byte is no digit.</summary>
    public static long Run(ReadOnlySpan<byte> digits)
    {
        long value = 0;
        foreach (byte c in digits)
        {
            uint digit = (uint)c - '0';
            if (digit > 9)
            {
                return -1;
            }

            value = (value * 10) + digit;
        }

        return value;
    }

    /// <summary>Writes <paramref name="value"/> with leading zeros over the whole of <paramref name="target"/>.</summary>
    public static void Write(Span<byte> target, ulong value)
    {
        for (int i = target.Length - 1; i >= 0; i--)
        {
            ulong rest = value / 10;
            target[i] = (byte)('0' + (value - (rest * 10)));
            value = rest;
        }
    }

    /// <summary>Writes <paramref name="value"/> with at least <paramref name="leastDigits"/> digits and returns how many there are.</summary>
    public static int WriteAtLeast(Span<byte> target, ulong value, int leastDigits)
    {
        int digits = Math.Max(leastDigits, Count(value));
        Write(target[..digits], value);
        return digits;
    }

    private static int Count(ulong value)
    {
        int digits = 1;
        while (value >= 10)
        {
            value /= 10;
            digits++;
        }

        return digits;
    }
}
