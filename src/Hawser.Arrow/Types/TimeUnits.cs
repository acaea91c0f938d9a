namespace Hawser.Arrow;

/// <summary>How the units of <see cref="TimeUnit"/> relate.</summary>
public static class TimeUnits
{
    /// <summary>Units in a second: 1, 10³, 10⁶ or 10⁹.</summary>
    public static long PerSecond(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 1,
        TimeUnit.Millisecond => 1_000,
        TimeUnit.Microsecond => 1_000_000,
        TimeUnit.Nanosecond => 1_000_000_000,
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "A time unit is second, millisecond, microsecond or nanosecond."),
    };

    /// <summary>Nanoseconds in a unit: 10⁹, 10⁶, 10³ or 1.</summary>
    public static long Nanoseconds(TimeUnit unit) => 1_000_000_000 / PerSecond(unit);

    /// <summary>Decimal digits of a second's fraction: 0, 3, 6 or 9.</summary>
    public static int Digits(TimeUnit unit) => (int)unit * 3;
}
