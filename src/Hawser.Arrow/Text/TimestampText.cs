namespace Hawser.Arrow;

/// <summary>
/// Dates, times of day and timestamps as ISO 8601 text and back, exact over the whole range of their integers. Years outside 0000–9999 carry a
/// sign: <c>+12345-06-07</c>, <c>-0001-12-31</c> (year 0 is 1 BC). A second's fraction has exactly the unit's digits.
/// </summary>
public static class TimestampText
{
    /// <summary>Room that is enough for any text written here, in bytes.</summary>
    public const int MaxLength = 48;

    /// <summary>Writes <c>YYYY-MM-DD</c> and returns the length.</summary>
    public static int WriteDate(long days, Span<byte> to)
    {
        var writer = new AsciiWriter(to);
        Date(ref writer, days);
        return writer.Length;
    }

    /// <summary>Writes <c>hh:mm:ss[.fff]</c> and returns the length. The end of the day is 24:00:00.</summary>
    public static int WriteTime(long value, TimeUnit unit, Span<byte> to)
    {
        var writer = new AsciiWriter(to);
        if (value < 0)
        {
            writer.Byte((byte)'-');
        }

        Time(ref writer, value < 0 ? 0 - (ulong)value : (ulong)value, unit);
        return writer.Length;
    }

    /// <summary>Writes <c>YYYY-MM-DDThh:mm:ss[.fff]</c>, followed by <c>Z</c> for an instant, and returns the length.</summary>
    /// <param name="value">Units since 1970-01-01T00:00:00.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="isInstant">Whether the value is an instant counted in UTC (a timestamp with a zone).</param>
    /// <param name="to">At least <see cref="MaxLength"/> bytes.</param>
    public static int WriteTimestamp(long value, TimeUnit unit, bool isInstant, Span<byte> to)
    {
        (long days, long rest) = CivilDate.SplitDay(value, CivilDate.SecondsPerDay * TimeUnits.PerSecond(unit));
        var writer = new AsciiWriter(to);
        Date(ref writer, days);
        writer.Byte((byte)'T');
        Time(ref writer, (ulong)rest, unit);
        if (isInstant)
        {
            writer.Byte((byte)'Z');
        }

        return writer.Length;
    }

    /// <summary>Reads a date. False when the text is no date or the date passes int64 days.</summary>
    public static bool TryParseDate(ReadOnlySpan<byte> text, out long days)
    {
        var reader = new AsciiReader(text);
        return TakeDate(ref reader, out days) && reader.AtEnd;
    }

    /// <summary>Reads a time of day from 00:00:00 to 24:00:00. False when the text is none or has a finer fraction than the unit.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, TimeUnit unit, out long value)
    {
        var reader = new AsciiReader(text);
        return TakeTime(ref reader, unit, out value) && reader.AtEnd;
    }

    /// <summary>
    /// Reads a timestamp; date and time are parted by <c>T</c> or a space. An instant must end in <c>Z</c> or an offset such as <c>+02:00</c>; a wall-clock
    /// time must not. False when the text is none, has a finer fraction than the unit or passes int64.
    /// </summary>
    public static bool TryParseTimestamp(ReadOnlySpan<byte> text, TimeUnit unit, bool isInstant, out long value)
    {
        value = 0;
        var reader = new AsciiReader(text);
        if (!TakeDate(ref reader, out long days)
            || !(reader.Take((byte)'T') || reader.Take((byte)' '))
            || !TakeTime(ref reader, unit, out long time)
            || time == CivilDate.SecondsPerDay * TimeUnits.PerSecond(unit))
        {
            return false;
        }

        long offsetSeconds = 0;
        if (isInstant && !TakeOffset(ref reader, out offsetSeconds))
        {
            return false;
        }

        Int128 total = ((((Int128)days * CivilDate.SecondsPerDay) - offsetSeconds) * TimeUnits.PerSecond(unit)) + time;
        value = unchecked((long)total);
        return reader.AtEnd && value == total;
    }

    private static void Date(ref AsciiWriter writer, long days)
    {
        CivilDate date = CivilDate.FromDays(days);
        if (date.Year is < 0 or > 9999)
        {
            writer.Byte(date.Year < 0 ? (byte)'-' : (byte)'+');
        }

        writer.Padded((ulong)Math.Abs(date.Year), 4);
        writer.Byte((byte)'-');
        writer.Padded((ulong)date.Month, 2);
        writer.Byte((byte)'-');
        writer.Padded((ulong)date.Day, 2);
    }

    private static void Time(ref AsciiWriter writer, ulong value, TimeUnit unit)
    {
        ulong perSecond = (ulong)TimeUnits.PerSecond(unit);
        ulong seconds = value / perSecond;
        writer.Padded(seconds / 3600, 2);
        writer.Byte((byte)':');
        writer.Padded(seconds / 60 % 60, 2);
        writer.Byte((byte)':');
        writer.Padded(seconds % 60, 2);
        if (unit != TimeUnit.Second)
        {
            writer.Byte((byte)'.');
            writer.Padded(value % perSecond, TimeUnits.Digits(unit));
        }
    }

    private static bool TakeDate(ref AsciiReader reader, out long days)
    {
        days = 0;
        bool negative = reader.Take((byte)'-');
        bool signed = negative || reader.Take((byte)'+');
        if (!reader.TakeDigits(4, signed ? 15 : 4, out long year, out _)
            || !reader.Take((byte)'-') || !reader.TakeDigits(2, 2, out long month, out _)
            || !reader.Take((byte)'-') || !reader.TakeDigits(2, 2, out long day, out _))
        {
            return false;
        }

        var date = new CivilDate(negative ? -year : year, (int)month, (int)day);
        if (!date.IsValid)
        {
            return false;
        }

        days = date.ToDays();
        return true;
    }

    private static bool TakeTime(ref AsciiReader reader, TimeUnit unit, out long value)
    {
        value = 0;
        if (!reader.TakeDigits(2, 2, out long hours, out _) || hours > 24
            || !reader.Take((byte)':') || !reader.TakeDigits(2, 2, out long minutes, out _) || minutes > 59
            || !reader.Take((byte)':') || !reader.TakeDigits(2, 2, out long seconds, out _) || seconds > 59)
        {
            return false;
        }

        long fraction = 0;
        if (reader.Take((byte)'.') && !reader.TakeFraction(TimeUnits.Digits(unit), out fraction))
        {
            return false;
        }

        long perSecond = TimeUnits.PerSecond(unit);
        value = (((((hours * 60) + minutes) * 60) + seconds) * perSecond) + fraction;
        return value <= CivilDate.SecondsPerDay * perSecond;
    }

    private static bool TakeOffset(ref AsciiReader reader, out long seconds)
    {
        seconds = 0;
        if (reader.Take((byte)'Z'))
        {
            return true;
        }

        bool negative = reader.Take((byte)'-');
        if ((!negative && !reader.Take((byte)'+')) || !reader.TakeDigits(2, 2, out long hours, out _))
        {
            return false;
        }

        long minutes = 0;
        if (!reader.AtEnd && (!reader.Take((byte)':') || !reader.TakeDigits(2, 2, out minutes, out _) || minutes > 59))
        {
            return false;
        }

        seconds = (negative ? -1 : 1) * ((hours * 3600) + (minutes * 60));
        return hours <= 23;
    }
}
