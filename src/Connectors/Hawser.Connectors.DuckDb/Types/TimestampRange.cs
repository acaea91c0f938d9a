using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>What DuckDB's timestamps hold: from 290309-12-22 (BC) to 294247-01-10, both in microseconds since 1970; the next values on both ends are ±infinity.</summary>
internal static class TimestampRange
{
    public const long LeastMicros = -9_223_372_022_400_000_000;
    public const long MostMicros = long.MaxValue - 1;

    /// <summary>The first day of TIMESTAMP_NS, 1677-09-22.</summary>
    private const long LeastNanos = -9_223_286_400_000_000_000;

    /// <summary>The smallest and the largest value in a unit that DuckDB has.</summary>
    public static (long Least, long Most) Of(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => (LeastMicros / 1_000_000, MostMicros / 1_000_000),
        TimeUnit.Millisecond => (LeastMicros / 1000, MostMicros / 1000),
        TimeUnit.Microsecond => (LeastMicros, MostMicros),
        _ => (LeastNanos, long.MaxValue - 1),
    };

    public static bool Contains(TimeUnit unit, long value)
    {
        var (least, most) = Of(unit);
        return value >= least && value <= most;
    }
}
