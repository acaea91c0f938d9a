namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// A decimal of up to 38 digits as text with all digits of its scale: <c>-0.50</c> for −50 at scale 2. No leading zeros, no plus sign, no
/// negative zero, so that every value has one spelling.
/// </summary>
internal static class DecimalSpelling
{
    /// <summary>Room for a sign, 39 digits, a leading zero and a point.</summary>
    public const int MaxBytes = 48;

    private const int MostDigits = 38;
    private const int ChunkDigits = 18;

    private static readonly Int128[] PowersOfTen = MakePowers();

    /// <summary>10 to the power of <paramref name="exponent"/>, which is 0 to 38.</summary>
    public static Int128 PowerOfTen(int exponent) => PowersOfTen[exponent];

    /// <summary>Parses a whole text that has exactly <paramref name="scale"/> digits behind its point.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int128 unscaled)
    {
        unscaled = 0;
        bool isNegative = text.Length > 0 && text[0] == '-';
        ReadOnlySpan<byte> digits = isNegative ? text[1..] : text;
        if (!TrySplit(digits, scale, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction))
        {
            return false;
        }

        if (!TryAppend(ref unscaled, whole) || !TryAppend(ref unscaled, fraction) || unscaled >= PowersOfTen[precision])
        {
            return false;
        }

        bool isNegativeZero = isNegative && unscaled == 0;
        unscaled = isNegative ? -unscaled : unscaled;
        return !isNegativeZero;
    }

    /// <summary>Writes a decimal and returns its length; <paramref name="scale"/> is 0 to 38.</summary>
    public static int Format(Int128 unscaled, int scale, Span<byte> target)
    {
        int length = 0;
        if (unscaled < 0)
        {
            target[length++] = (byte)'-';
            unscaled = -unscaled;
        }

        Int128 whole = scale == 0 ? unscaled : unscaled / PowersOfTen[scale];
        length += FormatWhole(whole, target[length..]);
        if (scale > 0)
        {
            target[length++] = (byte)'.';
            WriteDigits(target.Slice(length, scale), unscaled - (whole * PowersOfTen[scale]));
            length += scale;
        }

        return length;
    }

    /// <summary>Cuts a text at its point; false unless both parts have the form that <see cref="Format"/> writes.</summary>
    public static bool TrySplit(ReadOnlySpan<byte> digits, int scale, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction)
    {
        int pointBytes = scale > 0 ? 1 : 0;
        int wholeDigits = digits.Length - scale - pointBytes;
        whole = [];
        fraction = [];
        if (wholeDigits < 1 || (wholeDigits > 1 && digits[0] == '0') || (scale > 0 && digits[wholeDigits] != '.'))
        {
            return false;
        }

        whole = digits[..wholeDigits];
        fraction = digits[(wholeDigits + pointBytes)..];
        return true;
    }

    private static bool TryAppend(ref Int128 value, ReadOnlySpan<byte> digits)
    {
        while (!digits.IsEmpty)
        {
            int count = Math.Min(ChunkDigits, digits.Length);
            long chunk = AsciiDigits.Run(digits[..count]);
            if (chunk < 0 || value > (PowersOfTen[MostDigits] - chunk) / PowersOfTen[count])
            {
                return false;
            }

            value = (value * PowersOfTen[count]) + chunk;
            digits = digits[count..];
        }

        return true;
    }

    private static int FormatWhole(Int128 whole, Span<byte> target)
    {
        if (whole <= long.MaxValue)
        {
            return AsciiDigits.WriteAtLeast(target, (ulong)whole, 1);
        }

        Int128 high = whole / PowersOfTen[ChunkDigits];
        int length = FormatWhole(high, target);
        AsciiDigits.Write(target.Slice(length, ChunkDigits), (ulong)(whole - (high * PowersOfTen[ChunkDigits])));
        return length + ChunkDigits;
    }

    private static void WriteDigits(Span<byte> target, Int128 value)
    {
        while (target.Length > ChunkDigits)
        {
            Int128 high = value / PowersOfTen[ChunkDigits];
            AsciiDigits.Write(target[^ChunkDigits..], (ulong)(value - (high * PowersOfTen[ChunkDigits])));
            target = target[..^ChunkDigits];
            value = high;
        }

        AsciiDigits.Write(target, (ulong)value);
    }

    private static Int128[] MakePowers()
    {
        Int128[] powers = new Int128[MostDigits + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.Length; i++)
        {
            powers[i] = powers[i - 1] * 10;
        }

        return powers;
    }
}
