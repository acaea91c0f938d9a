using System.Globalization;
using System.Text;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// Tells whether a text is plainly a value of a type. DuckDB's own casts are generous: 12.5 becomes the integer 13, 007 becomes 7, a date loses its time of day, a timestamp its
/// offset and its nanoseconds. A text that is not plain here would lose something there.
/// </summary>
internal static class PlainText
{
    /// <summary>The most significant digits of which every number survives a DOUBLE.</summary>
    private const int SafeDigits = 15;

    private const int MostDigits = 64;

    public static bool Is(PlainForm form, ReadOnlySpan<byte> text) => form switch
    {
        PlainForm.Integer => IsInteger(text),
        PlainForm.Double => IsDouble(text),
        PlainForm.Date => IsDate(text),
        PlainForm.Time => IsTime(text),
        PlainForm.Timestamp => IsTimestamp(text),
        _ => IsTimestampTz(text),
    };

    public static bool IsInteger(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> digits = text is [(byte)'-', ..] ? text[1..] : text;
        return digits switch
        {
            [] => false,
            [(byte)'0'] => digits.Length == text.Length,
            [(byte)'0', ..] => false,
            _ => AreDigits(digits),
        };
    }

    /// <summary>[-]digits[.digits][e[±]digits], nan, [-]inf.</summary>
    public static bool IsDouble(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> rest = text is [(byte)'-', ..] ? text[1..] : text;
        int whole = CountDigits(rest);
        if (whole > 1 && rest[0] == '0')
        {
            return false;
        }

        int fraction = 0;
        int end = whole;
        if (end < rest.Length && rest[end] == '.')
        {
            fraction = CountDigits(rest[(end + 1)..]);
            end += 1 + fraction;
        }

        if (whole + fraction == 0)
        {
            return IsNotFinite(rest);
        }

        bool hasExponent = end < rest.Length;
        return (!hasExponent || IsExponent(rest[end..])) && ((!hasExponent && whole + fraction <= SafeDigits) || IsKept(text));
    }

    /// <summary>[-]digits[.digits] with at most so many digits behind the point, other than zeros at the end.</summary>
    public static bool IsDecimal(ReadOnlySpan<byte> text, int scale)
    {
        int point = text.IndexOf((byte)'.');
        if (point < 0)
        {
            return IsInteger(text);
        }

        ReadOnlySpan<byte> fraction = text[(point + 1)..];
        ReadOnlySpan<byte> whole = text[..point];
        bool hasWhole = IsInteger(whole) || whole.SequenceEqual("-0"u8) || ((whole.IsEmpty || whole.SequenceEqual("-"u8)) && fraction.Length > 0);
        return hasWhole && AreDigits(fraction) && (fraction.Length <= scale || fraction[scale..].IndexOfAnyExcept((byte)'0') < 0);
    }

    /// <summary>YYYY-MM-DD, with more digits for later years and (BC) for earlier ones; infinity.</summary>
    public static bool IsDate(ReadOnlySpan<byte> text) => DateLength(text) is var length && length > 0 && length == text.Length;

    /// <summary>HH:MM[:SS[.ffffff]].</summary>
    public static bool IsTime(ReadOnlySpan<byte> text) => TimeLength(text) is var length && length > 0 && length == text.Length;

    public static bool IsTimestamp(ReadOnlySpan<byte> text)
    {
        int date = DateLength(text);
        return date > 0 && (date == text.Length || (text[date] is (byte)' ' or (byte)'T' && IsTime(text[(date + 1)..])));
    }

    public static bool IsTimestampTz(ReadOnlySpan<byte> text)
    {
        int date = DateLength(text);
        if (IsInfinity(text) || date <= 0 || date == text.Length || text[date] is not ((byte)' ' or (byte)'T'))
        {
            return IsInfinity(text);
        }

        ReadOnlySpan<byte> rest = text[(date + 1)..];
        int time = TimeLength(rest);
        return time > 0 && IsOffset(rest[time..]);
    }

    /// <summary>Whether the number's double, written out, has the text's own digits: either the fewest that name it, or all 17.</summary>
    private static bool IsKept(ReadOnlySpan<byte> text)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) || !double.IsFinite(value) || text.Length > MostDigits)
        {
            return false;
        }

        Span<byte> written = stackalloc byte[MostDigits];
        return (value.TryFormat(written, out int length, "R", CultureInfo.InvariantCulture) && IsSameNumber(text, written[..length]))
            || (value.TryFormat(written, out length, "E16", CultureInfo.InvariantCulture) && IsSameNumber(text, written[..length]));
    }

    private static bool IsSameNumber(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> leftDigits = stackalloc byte[MostDigits];
        Span<byte> rightDigits = stackalloc byte[MostDigits];
        (int leftCount, int leftPoint) = Digits(left, leftDigits);
        (int rightCount, int rightPoint) = Digits(right, rightDigits);
        return leftCount == rightCount && (leftCount == 0 || leftPoint == rightPoint) && leftDigits[..leftCount].SequenceEqual(rightDigits[..rightCount]);
    }

    /// <summary>The significant digits, and the power of ten that the first stands for.</summary>
    private static (int Count, int Point) Digits(ReadOnlySpan<byte> number, Span<byte> digits)
    {
        int count = 0;
        int point = -1;
        bool isFraction = false;
        int at = 0;
        for (; at < number.Length && number[at] is not ((byte)'e' or (byte)'E'); at++)
        {
            byte c = number[at];
            isFraction |= c == '.';
            if (c is < (byte)'0' or > (byte)'9')
            {
                continue;
            }

            if (count > 0 || c != '0')
            {
                digits[count++] = c;
                point += isFraction ? 0 : 1;
            }
            else if (isFraction)
            {
                point--;
            }
        }

        while (count > 0 && digits[count - 1] == '0')
        {
            count--;
        }

        return at < number.Length && int.TryParse(number[(at + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int exponent)
            ? (count, point + exponent)
            : (count, point);
    }

    private static bool IsExponent(ReadOnlySpan<byte> text)
    {
        if (text is not [(byte)'e' or (byte)'E', ..])
        {
            return false;
        }

        ReadOnlySpan<byte> digits = text[1..] is [(byte)'+' or (byte)'-', .. var rest] ? rest : text[1..];
        return digits.Length > 0 && AreDigits(digits);
    }

    private static bool IsNotFinite(ReadOnlySpan<byte> text) =>
        Ascii.EqualsIgnoreCase(text, "nan"u8) || Ascii.EqualsIgnoreCase(text, "inf"u8) || Ascii.EqualsIgnoreCase(text, "infinity"u8);

    private static bool IsInfinity(ReadOnlySpan<byte> text) => text.SequenceEqual("infinity"u8) || text.SequenceEqual("-infinity"u8);

    /// <summary>How many bytes at the start are a date; 0 when they are none.</summary>
    private static int DateLength(ReadOnlySpan<byte> text)
    {
        if (IsInfinity(text))
        {
            return text.Length;
        }

        int sign = text is [(byte)'-', ..] ? 1 : 0;
        int year = CountDigits(text[sign..]);
        int at = sign + year;
        if (year is < 4 or > 7 || text.Length < at + 6 || text[at] != '-' || text[at + 3] != '-' || CountDigits(text[(at + 1)..]) != 2 || CountDigits(text[(at + 4)..]) != 2)
        {
            return 0;
        }

        at += 6;
        return text[at..].StartsWith(" (BC)"u8) ? at + 5 : at;
    }

    /// <summary>How many bytes at the start are a time; 0 when they are none.</summary>
    private static int TimeLength(ReadOnlySpan<byte> text)
    {
        if (text.Length < 5 || CountDigits(text) != 2 || text[2] != ':' || CountDigits(text[3..]) != 2)
        {
            return 0;
        }

        if (text.Length < 8 || text[5] != ':')
        {
            return 5;
        }

        if (CountDigits(text[6..]) != 2)
        {
            return 0;
        }

        if (text.Length == 8 || text[8] != '.')
        {
            return 8;
        }

        int fraction = CountDigits(text[9..]);
        bool isKept = fraction > 0 && (fraction <= 6 || text.Slice(15, fraction - 6).IndexOfAnyExcept((byte)'0') < 0);
        return isKept ? 9 + fraction : 0;
    }

    /// <summary>Z, UTC, or ±HH[[:]MM[:SS]].</summary>
    private static bool IsOffset(ReadOnlySpan<byte> text)
    {
        if (text.SequenceEqual("Z"u8) || text.SequenceEqual(" UTC"u8))
        {
            return true;
        }

        if (text is not [(byte)'+' or (byte)'-', ..])
        {
            return false;
        }

        foreach (byte c in text[1..])
        {
            if (c != ':' && c is < (byte)'0' or > (byte)'9')
            {
                return false;
            }
        }

        return text.Length is 3 or 5 or 6 or 9;
    }

    private static bool AreDigits(ReadOnlySpan<byte> text) => text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0;

    private static int CountDigits(ReadOnlySpan<byte> text)
    {
        int count = 0;
        while (count < text.Length && (uint)(text[count] - '0') <= 9)
        {
            count++;
        }

        return count;
    }
}
