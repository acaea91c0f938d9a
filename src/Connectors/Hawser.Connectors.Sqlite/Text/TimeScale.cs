using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>Arrow's units of time against seconds and nanoseconds.</summary>
internal static class TimeScale
{
    private const int NanosecondsPerSecond = 1_000_000_000;

    /// <summary>1, 10³, 10⁶ or 10⁹.</summary>
    public static long UnitsPerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        _ => NanosecondsPerSecond,
    };

    /// <summary>The digits of a second's fraction: 0, 3, 6 or 9.</summary>
    public static int Digits(TimeUnit unit) => 3 * (int)unit;

    /// <summary>Parses a time of day as a count of units; false when it is finer than the unit.</summary>
    public static bool TryParseTime(ReadOnlySpan<byte> text, long unitsPerSecond, out long units)
    {
        int nanosecondsPerUnit = (int)(NanosecondsPerSecond / unitsPerSecond);
        bool isTime = TimeSpelling.TryParse(text, out int seconds, out int nanoseconds);
        units = (seconds * unitsPerSecond) + (nanoseconds / nanosecondsPerUnit);
        return isTime && nanoseconds % nanosecondsPerUnit == 0;
    }

    /// <summary>Writes a time of day; 0 when the count is outside a day.</summary>
    public static int FormatTime(long units, long unitsPerSecond, Span<byte> target)
    {
        if (units < 0 || units > TimeSpelling.SecondsPerDay * unitsPerSecond)
        {
            return 0;
        }

        long seconds = units / unitsPerSecond;
        return TimeSpelling.Format((int)seconds, (int)((units - (seconds * unitsPerSecond)) * (NanosecondsPerSecond / unitsPerSecond)), target);
    }
}
