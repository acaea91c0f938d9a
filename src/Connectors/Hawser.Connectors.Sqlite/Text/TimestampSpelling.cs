using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// A moment as <c>YYYY-MM-DD HH:MM:SS</c> with the fraction of <see cref="FractionSpelling"/>, and <c>+00:00</c> behind it when it is a point on the
/// UTC time line rather than a reading of some wall clock.
/// </summary>
internal static class TimestampSpelling
{
    /// <summary>Room for the largest year, a time with nanoseconds and the offset.</summary>
    public const int MaxBytes = DateSpelling.MaxBytes + 1 + TimeSpelling.MaxBytes + 6;

    private const long SecondsPerDay = 86_400;

    private static ReadOnlySpan<byte> UtcOffset => "+00:00"u8;

    /// <summary>Parses a whole text as a count of units since 1970-01-01, <paramref name="unitsPerSecond"/> being 1, 10³, 10⁶ or 10⁹.</summary>
    /// <returns>False when the text is spelled otherwise, is finer than the unit, or lies outside 64 bits of it.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, bool isUtc, long unitsPerSecond, out long units)
    {
        units = 0;
        if (isUtc)
        {
            if (!text.EndsWith(UtcOffset))
            {
                return false;
            }

            text = text[..^UtcOffset.Length];
        }

        int dateBytes = text.Length > 10 && text[10] == ' ' ? 10 : DateSpelling.LengthOfPrefix(text);
        if (dateBytes == 0 || dateBytes >= text.Length || text[dateBytes] != ' '
            || !DateSpelling.TryParse(text[..dateBytes], out long days)
            || !TimeSpelling.TryParse(text[(dateBytes + 1)..], out int seconds, out int nanoseconds) || seconds == SecondsPerDay)
        {
            return false;
        }

        return TryScale(((Int128)days * SecondsPerDay) + seconds, nanoseconds, unitsPerSecond, out units);
    }

    /// <summary>Writes a moment and returns its length.</summary>
    public static int Format(long units, bool isUtc, long unitsPerSecond, Span<byte> target)
    {
        (long days, long unitsOfDay) = CivilDate.SplitDay(units, SecondsPerDay * unitsPerSecond);
        (long seconds, long fraction) = Math.DivRem(unitsOfDay, unitsPerSecond);
        int length = DateSpelling.Format(days, target);
        target[length++] = (byte)' ';
        length += TimeSpelling.Format((int)seconds, (int)(fraction * (1_000_000_000 / unitsPerSecond)), target[length..]);
        if (isUtc)
        {
            UtcOffset.CopyTo(target[length..]);
            length += UtcOffset.Length;
        }

        return length;
    }

    /// <summary>Seconds and nanoseconds as one count, or false when the unit is too coarse or 64 bits too few.</summary>
    private static bool TryScale(Int128 seconds, int nanoseconds, long unitsPerSecond, out long units)
    {
        int nanosecondsPerUnit = (int)(1_000_000_000 / unitsPerSecond);
        Int128 whole = (seconds * unitsPerSecond) + (nanoseconds / nanosecondsPerUnit);
        units = (long)whole;
        return nanoseconds % nanosecondsPerUnit == 0 && whole == units;
    }
}
