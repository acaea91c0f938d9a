using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// A date as ISO 8601 text. Years 0000 to 9999 have four digits, as SQLite's date functions want them; any other year has a sign and at
/// least four digits (ISO 8601's expanded form). Only this spelling is accepted, so that what is read writes back byte for byte.
/// </summary>
internal static class DateSpelling
{
    /// <summary>Room for the longest date whose seconds fit 64 bits: sign, 12 digits of year, month and day.</summary>
    public const int MaxBytes = 24;

    /// <summary>Parses a whole text as days since 1970-01-01.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out long days)
    {
        if (text.Length == 10 && text[4] == '-' && text[7] == '-')
        {
            int century = AsciiDigits.Two(text, 0);
            int yearOfCentury = AsciiDigits.Two(text, 2);
            int month = AsciiDigits.Two(text, 5);
            int day = AsciiDigits.Two(text, 8);
            if ((century | yearOfCentury | month | day) >= 0)
            {
                bool isDate = CivilDate.TryToDays((century * 100) + yearOfCentury, month, day, out int found);
                days = found;
                return isDate;
            }
        }

        return TryParseExpanded(text, out days);
    }

    /// <summary>Writes a date and returns its length.</summary>
    public static int Format(long days, Span<byte> target)
    {
        (long year, int month, int day) = CivilDate.FromDays(days);
        int length = 0;
        if (year is < 0 or > 9999)
        {
            target[length++] = (byte)(year < 0 ? '-' : '+');
        }

        length += AsciiDigits.WriteAtLeast(target[length..], (ulong)Math.Abs(year), 4);
        target[length] = (byte)'-';
        AsciiDigits.Write(target.Slice(length + 1, 2), (ulong)month);
        target[length + 3] = (byte)'-';
        AsciiDigits.Write(target.Slice(length + 4, 2), (ulong)day);
        return length + 6;
    }

    /// <summary>How many bytes at the start of a timestamp are its date: up to the day that follows the second hyphen.</summary>
    public static int LengthOfPrefix(ReadOnlySpan<byte> text)
    {
        if (text.Length == 0)
        {
            return 0;
        }

        int signBytes = text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        int yearBytes = text[signBytes..].IndexOf((byte)'-');
        int length = signBytes + yearBytes + 6;
        return yearBytes < 0 || length > text.Length ? 0 : length;
    }

    private static bool TryParseExpanded(ReadOnlySpan<byte> text, out long days)
    {
        days = 0;
        int yearDigits = text.Length - 7;
        if (yearDigits is < 4 or > 13 || text[0] is not ((byte)'-' or (byte)'+') || text[^6] != '-' || text[^3] != '-')
        {
            return false;
        }

        long year = AsciiDigits.Run(text.Slice(1, yearDigits));
        int month = AsciiDigits.Two(text, text.Length - 5);
        int day = AsciiDigits.Two(text, text.Length - 2);
        bool isNegative = text[0] == '-';
        bool hasLeadingZero = yearDigits > 4 && text[1] == '0';
        if (year < 0 || hasLeadingZero || (isNegative ? year == 0 : year <= 9999))
        {
            return false;
        }

        var date = new CivilDate(isNegative ? -year : year, month, day);
        days = date.IsValid ? date.ToDays() : 0;
        return date.IsValid;
    }
}
