namespace Hawser.Arrow;

/// <summary>
/// Durations and calendar intervals as ISO 8601-like text and back, exact. A duration is <c>PT1H2M3.5S</c> with one sign in front; an interval is
/// <c>P-1M2DT3.5S</c> with a sign for each part, because its parts are free of each other.
/// </summary>
public static class IntervalText
{
    /// <summary>Room that is enough for any text written here, in bytes.</summary>
    public const int MaxLength = 64;

    private const long NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Writes a duration and returns the length.</summary>
    public static int WriteDuration(long value, TimeUnit unit, Span<byte> to)
    {
        var writer = new AsciiWriter(to);
        if (value < 0)
        {
            writer.Byte((byte)'-');
        }

        ulong magnitude = Magnitude(value), perSecond = (ulong)TimeUnits.PerSecond(unit);
        ulong seconds = magnitude / perSecond, fraction = magnitude % perSecond;
        writer.Byte((byte)'P');
        writer.Byte((byte)'T');
        Part(ref writer, seconds / 3600, (byte)'H');
        Part(ref writer, seconds / 60 % 60, (byte)'M');
        if (seconds % 60 != 0 || fraction != 0 || magnitude == 0)
        {
            Seconds(ref writer, seconds % 60, fraction, TimeUnits.Digits(unit));
        }

        return writer.Length;
    }

    /// <summary>Writes an interval and returns the length. The zero interval is <c>PT0S</c>.</summary>
    public static int WriteInterval(MonthDayNano value, Span<byte> to)
    {
        var writer = new AsciiWriter(to);
        writer.Byte((byte)'P');
        SignedPart(ref writer, value.Months, (byte)'M');
        SignedPart(ref writer, value.Days, (byte)'D');
        if (value.Nanoseconds != 0 || value == default)
        {
            writer.Byte((byte)'T');
            if (value.Nanoseconds < 0)
            {
                writer.Byte((byte)'-');
            }

            ulong nanoseconds = Magnitude(value.Nanoseconds);
            Seconds(ref writer, nanoseconds / NanosecondsPerSecond, nanoseconds % NanosecondsPerSecond, 9);
        }

        return writer.Length;
    }

    /// <summary>Reads a duration as <see cref="WriteDuration"/> writes it. False when the text is none, is finer than the unit or passes int64.</summary>
    public static bool TryParseDuration(ReadOnlySpan<byte> text, TimeUnit unit, out long value)
    {
        value = 0;
        var reader = new AsciiReader(text);
        bool negative = reader.Take((byte)'-');
        if (!reader.Take((byte)'P') || !reader.Take((byte)'T') || reader.AtEnd)
        {
            return false;
        }

        Int128 total = 0;
        long perSecond = TimeUnits.PerSecond(unit);
        int last = 0;
        while (!reader.AtEnd)
        {
            if (!reader.TakeDigits(1, 19, out long number, out _))
            {
                return false;
            }

            long fraction = 0;
            bool hasFraction = reader.Take((byte)'.');
            if (hasFraction && !reader.TakeFraction(TimeUnits.Digits(unit), out fraction))
            {
                return false;
            }

            (int order, long factor) = reader.Take((byte)'H') ? (1, 3600) : reader.Take((byte)'M') ? (2, 60) : reader.Take((byte)'S') ? (3, 1L) : (0, 0L);
            if (order <= last || (hasFraction && order != 3))
            {
                return false;
            }

            last = order;
            total += ((Int128)number * factor * perSecond) + fraction;
        }

        total = negative ? -total : total;
        value = unchecked((long)total);
        return value == total;
    }

    /// <summary>Reads an interval as <see cref="WriteInterval"/> writes it, years and weeks not allowed. False when the text is none or a part does not fit.</summary>
    public static bool TryParseInterval(ReadOnlySpan<byte> text, out MonthDayNano value)
    {
        value = default;
        var reader = new AsciiReader(text);
        if (!reader.Take((byte)'P') || reader.AtEnd)
        {
            return false;
        }

        long months = 0, days = 0;
        Int128 nanoseconds = 0;
        int last = 0;
        while (!reader.AtEnd && reader.Peek != 'T')
        {
            bool negative = reader.Take((byte)'-');
            if (!reader.TakeDigits(1, 10, out long number, out _))
            {
                return false;
            }

            int order = reader.Take((byte)'M') ? 1 : reader.Take((byte)'D') ? 2 : 0;
            if (order <= last)
            {
                return false;
            }

            last = order;
            (order == 1 ? ref months : ref days) = negative ? -number : number;
        }

        if (reader.Take((byte)'T') && !TakeSeconds(ref reader, out nanoseconds))
        {
            return false;
        }

        value = new MonthDayNano(unchecked((int)months), unchecked((int)days), unchecked((long)nanoseconds));
        return reader.AtEnd && value.Months == months && value.Days == days && value.Nanoseconds == nanoseconds;
    }

    private static bool TakeSeconds(ref AsciiReader reader, out Int128 nanoseconds)
    {
        nanoseconds = 0;
        bool negative = reader.Take((byte)'-');
        if (!reader.TakeDigits(1, 19, out long seconds, out _))
        {
            return false;
        }

        long fraction = 0;
        if (reader.Take((byte)'.') && !reader.TakeFraction(9, out fraction))
        {
            return false;
        }

        nanoseconds = ((Int128)seconds * NanosecondsPerSecond) + fraction;
        nanoseconds = negative ? -nanoseconds : nanoseconds;
        return reader.Take((byte)'S');
    }

    private static ulong Magnitude(long value) => value < 0 ? 0 - (ulong)value : (ulong)value;

    private static void Part(ref AsciiWriter writer, ulong number, byte letter)
    {
        if (number != 0)
        {
            writer.Number(number);
            writer.Byte(letter);
        }
    }

    private static void SignedPart(ref AsciiWriter writer, int number, byte letter)
    {
        if (number < 0)
        {
            writer.Byte((byte)'-');
        }

        Part(ref writer, Magnitude(number), letter);
    }

    private static void Seconds(ref AsciiWriter writer, ulong whole, ulong fraction, int digits)
    {
        writer.Number(whole);
        writer.TrimmedFraction(fraction, digits);
        writer.Byte((byte)'S');
    }
}
