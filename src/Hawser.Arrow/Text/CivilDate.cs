namespace Hawser.Arrow;

/// <summary>
/// A day of the proleptic Gregorian calendar with astronomical years (0 is 1 BC), over the whole range that Arrow's int32 days and int64 seconds reach.
/// </summary>
/// <remarks>The calendar repeats every 400 years, which are 146,097 days; counting from 1 March puts the leap day last.</remarks>
/// <param name="Year">The year; about ±292 billion at the ends of int64 seconds.</param>
/// <param name="Month">1–12.</param>
/// <param name="Day">1–31.</param>
public readonly record struct CivilDate(long Year, int Month, int Day)
{
    /// <summary>Seconds in a day; leap seconds are not counted.</summary>
    public const long SecondsPerDay = 86_400;

    private const long DaysPerEra = 146_097;

    // From 0000-03-01 to 1970-01-01.
    private const long EpochShift = 719_468;

    // From 0000-01-01 to 1970-01-01.
    private const int YearZeroShift = 719_528;

    private static ReadOnlySpan<ushort> DaysBeforeInYear => [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365];

    private static ReadOnlySpan<ushort> DaysBeforeInLeapYear => [0, 31, 60, 91, 121, 152, 182, 213, 244, 274, 305, 335, 366];

    /// <summary>Whether the month has this day in this year.</summary>
    public bool IsValid => Month is >= 1 and <= 12 && Day >= 1 && Day <= DaysInMonth(Year, Month);

    /// <summary>The date of a day counted from 1970-01-01.</summary>
    /// <exception cref="OverflowException">The day is beyond what int64 seconds can reach by far.</exception>
    public static CivilDate FromDays(long days)
    {
        long shifted = checked(days + EpochShift);
        long era = FloorDivide(shifted, DaysPerEra);
        long dayOfEra = shifted - (era * DaysPerEra);
        long yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        long dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        int monthFromMarch = (int)(((5 * dayOfYear) + 2) / 153);
        int day = (int)(dayOfYear - (((153 * monthFromMarch) + 2) / 5)) + 1;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        return new CivilDate((era * 400) + yearOfEra + (month <= 2 ? 1 : 0), month, day);
    }

    /// <summary>Days since 1970-01-01.</summary>
    /// <exception cref="OverflowException">The year is beyond what int64 days can count.</exception>
    public long ToDays()
    {
        long year = checked(Year - (Month <= 2 ? 1 : 0));
        long era = FloorDivide(year, 400);
        long yearOfEra = year - (era * 400);
        long dayOfYear = (((153 * (Month > 2 ? Month - 3 : Month + 9)) + 2) / 5) + Day - 1;
        long dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return checked((era * DaysPerEra) + dayOfEra - EpochShift);
    }

    /// <summary>Days since 1970-01-01 of a date with a year from 0 to 9999, as four digits write it: what is parsed by the million.</summary>
    /// <returns>Whether there is such a date.</returns>
    public static bool TryToDays(int year, int month, int day, out int days)
    {
        bool isLeap = (year & 3) == 0 && ((uint)year % 100 != 0 || (year & 15) == 0);
        ReadOnlySpan<ushort> daysBefore = isLeap ? DaysBeforeInLeapYear : DaysBeforeInYear;
        if ((uint)year > 9999 || (uint)(month - 1) > 11 || (uint)(day - 1) >= (uint)(daysBefore[month] - daysBefore[month - 1]))
        {
            days = 0;
            return false;
        }

        // Leap days before the year: each of 0, 4, 8 … but 100, 200, 300, 500 ….
        uint leapDays = (((uint)year + 3) / 4) - (((uint)year + 99) / 100) + (((uint)year + 399) / 400);
        days = (year * 365) + (int)leapDays + daysBefore[month - 1] + day - 1 - YearZeroShift;
        return true;
    }

    /// <summary>Splits a count of units since 1970-01-01T00:00:00 into days and the units since that day's midnight (never negative).</summary>
    /// <param name="value">Units since the epoch.</param>
    /// <param name="unitsPerDay">Units in a day.</param>
    public static (long Days, long UnitsOfDay) SplitDay(long value, long unitsPerDay)
    {
        long days = FloorDivide(value, unitsPerDay);
        return (days, value - (days * unitsPerDay));
    }

    /// <summary>Days of a month, 28–31.</summary>
    public static int DaysInMonth(long year, int month) => month switch
    {
        2 => IsLeapYear(year) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Whether the year has 366 days.</summary>
    public static bool IsLeapYear(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    private static long FloorDivide(long value, long by)
    {
        long quotient = value / by;
        return value % by < 0 ? quotient - 1 : quotient;
    }
}
