namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// Days since 1970-01-01 ↔ year, month and day in the proleptic Gregorian calendar, for every year that 64 bits of seconds can name.
/// A year starts in March here, so that the leap day is its last.
/// </summary>
internal static class CivilCalendar
{
    private const int DaysPerEra = 146_097;
    private const int DaysFromMarchOfYearZeroTo1970 = 719_468;

    /// <summary>Days since 1970-01-01 of a valid date.</summary>
    public static long ToDays(long year, int month, int day)
    {
        long marchYear = month <= 2 ? year - 1 : year;
        long era = FloorDivide(marchYear, 400);
        long yearOfEra = marchYear - (era * 400);
        int monthFromMarch = month > 2 ? month - 3 : month + 9;
        long dayOfYear = (((153 * monthFromMarch) + 2) / 5) + day - 1;
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * DaysPerEra) + dayOfEra - DaysFromMarchOfYearZeroTo1970;
    }

    /// <summary>The date that lies <paramref name="days"/> after 1970-01-01.</summary>
    public static (long Year, int Month, int Day) FromDays(long days)
    {
        long shifted = days + DaysFromMarchOfYearZeroTo1970;
        long era = FloorDivide(shifted, DaysPerEra);
        int dayOfEra = (int)(shifted - (era * DaysPerEra));
        int yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        int dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int monthFromMarch = ((5 * dayOfYear) + 2) / 153;
        int day = dayOfYear - (((153 * monthFromMarch) + 2) / 5) + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        long year = yearOfEra + (era * 400) + (month <= 2 ? 1 : 0);
        return (year, month, day);
    }

    /// <summary>True when the calendar has this day.</summary>
    public static bool IsValid(long year, int month, int day) =>
        month is >= 1 and <= 12 && day >= 1 && (day <= 28 || day <= DaysInMonth(year, month));

    /// <summary>Division that rounds towards negative infinity.</summary>
    public static long FloorDivide(long value, long divisor)
    {
        long quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }

    private static int DaysInMonth(long year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };
}
