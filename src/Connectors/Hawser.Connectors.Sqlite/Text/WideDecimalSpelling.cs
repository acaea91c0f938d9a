using System.Globalization;
using System.Numerics;
using System.Text;
using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>A decimal of up to 76 digits, spelled as <see cref="DecimalSpelling"/> spells shorter ones. Rare, hence not made for speed.</summary>
internal static class WideDecimalSpelling
{
    /// <summary>Room for a sign, 77 digits, a leading zero and a point.</summary>
    public const int MaxBytes = 96;

    /// <summary>Parses a whole text that has exactly <paramref name="scale"/> digits behind its point.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, int precision, int scale, out Int256 unscaled)
    {
        unscaled = default;
        bool isNegative = text.Length > 0 && text[0] == '-';
        if (text.Length > MaxBytes
            || !DecimalSpelling.TrySplit(isNegative ? text[1..] : text, scale, out ReadOnlySpan<byte> whole, out ReadOnlySpan<byte> fraction))
        {
            return false;
        }

        string digits = Encoding.Latin1.GetString(whole) + Encoding.Latin1.GetString(fraction);
        if (!BigInteger.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out BigInteger magnitude)
            || magnitude >= BigInteger.Pow(10, precision) || (isNegative && magnitude.IsZero))
        {
            return false;
        }

        unscaled = (Int256)(isNegative ? -magnitude : magnitude);
        return true;
    }

    /// <summary>Writes a decimal and returns its length.</summary>
    public static int Format(Int256 unscaled, int scale, Span<byte> target)
    {
        BigInteger value = unscaled;
        string digits = BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        string sign = value.Sign < 0 ? "-" : "";
        string text = scale == 0 ? sign + digits : string.Concat(sign, digits.AsSpan(0, digits.Length - scale), ".", digits.AsSpan(digits.Length - scale));
        return Encoding.Latin1.GetBytes(text, target);
    }
}
