using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Testing.Cells;

/// <summary>
/// Dates and times as text in the proleptic Gregorian calendar with astronomical years (year 0 is 1 BC), any year that 64 bits can count. Written for tests, apart from what the
/// libraries use, so that one can judge the other.
/// </summary>
public static class CivilText
{
    private const long DaysPerEra = 146_097;

    /// <summary>Days since 1970-01-01 as <c>2024-01-31</c>; years before 0 and after 9999 carry a sign.</summary>
    public static string Date(long days)
    {
        long shifted = checked(days + 719_468);
        long era = Math.DivRem(shifted - (shifted < 0 ? DaysPerEra - 1 : 0), DaysPerEra).Quotient;
        long dayOfEra = shifted - (era * DaysPerEra);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        long shiftedMonth = ((5 * dayOfYear) + 2) / 153;
        long day = dayOfYear - (((153 * shiftedMonth) + 2) / 5) + 1;
        long month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
        long year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        string sign = year < 0 ? "-" : year > 9999 ? "+" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{sign}{Math.Abs(year):0000}-{month:00}-{day:00}");
    }

    /// <summary>Units since midnight as <c>12:34:56.789</c> with the unit's digits.</summary>
    public static string Time(long units, TimeUnit unit)
    {
        long perSecond = TimeUnits.PerSecond(unit);
        (long seconds, long fraction) = Math.DivRem(units, perSecond);
        string text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return unit == TimeUnit.Second ? text : $"{text}.{fraction.ToString(CultureInfo.InvariantCulture).PadLeft(TimeUnits.Digits(unit), '0')}";
    }

    /// <summary>Units since 1970-01-01T00:00:00 as <c>2024-01-31T12:34:56.789</c>.</summary>
    public static string Timestamp(long units, TimeUnit unit)
    {
        long perDay = 86_400 * TimeUnits.PerSecond(unit);
        (long days, long rest) = Math.DivRem(units, perDay);
        return rest < 0 ? $"{Date(days - 1)}T{Time(rest + perDay, unit)}" : $"{Date(days)}T{Time(rest, unit)}";
    }

    /// <summary>Reads what <see cref="Date"/> writes.</summary>
    /// <exception cref="FormatException">The text is not a date.</exception>
    public static long ParseDate(string text)
    {
        string[] parts = text.TrimStart('+', '-').Split('-');
        if (parts.Length != 3)
        {
            throw new FormatException($"\"{text}\" is not a date such as 2024-01-31.");
        }

        long year = long.Parse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture) * (text[0] == '-' ? -1 : 1);
        long month = long.Parse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture), day = long.Parse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture);
        long shiftedYear = month <= 2 ? year - 1 : year;
        long era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400;
        long yearOfEra = shiftedYear - (era * 400);
        long dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        long days = (era * DaysPerEra) + dayOfEra - 719_468;
        return Date(days).TrimStart('+') == text.TrimStart('+') ? days : throw new FormatException($"\"{text}\" is not a day of the calendar.");
    }

    /// <summary>Reads what <see cref="Time"/> writes; missing digits of the fraction are zeros.</summary>
    /// <exception cref="FormatException">The text is not a time, or is finer than the unit.</exception>
    public static long ParseTime(string text, TimeUnit unit)
    {
        string[] parts = text.Split(':', '.');
        if (parts.Length is < 3 or > 4 || (parts.Length == 4 && parts[3].Length > TimeUnits.Digits(unit)))
        {
            throw new FormatException($"\"{text}\" is not a time such as 12:34:56.789 of unit {unit}.");
        }

        long[] numbers = Array.ConvertAll(parts, p => long.Parse(p, NumberStyles.None, CultureInfo.InvariantCulture));
        long seconds = (numbers[0] * 3600) + (numbers[1] * 60) + numbers[2];
        long fraction = parts.Length == 4 ? long.Parse(parts[3].PadRight(TimeUnits.Digits(unit), '0'), CultureInfo.InvariantCulture) : 0;
        return checked((seconds * TimeUnits.PerSecond(unit)) + fraction);
    }

    /// <summary>Reads what <see cref="Timestamp"/> writes, with a trailing Z or without.</summary>
    /// <exception cref="FormatException">The text is not a timestamp.</exception>
    public static long ParseTimestamp(string text, TimeUnit unit)
    {
        string[] parts = text.TrimEnd('Z').Split('T');
        return parts.Length == 2
            ? checked((long)(((Int128)ParseDate(parts[0]) * 86_400 * TimeUnits.PerSecond(unit)) + ParseTime(parts[1], unit)))
            : throw new FormatException($"\"{text}\" is not a timestamp such as 2024-01-31T12:34:56.");
    }
}
