namespace Hawser.Arrow;

internal static class TimeUnitNames
{
    public static char Letter(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => 's',
        TimeUnit.Millisecond => 'm',
        TimeUnit.Microsecond => 'u',
        TimeUnit.Nanosecond => 'n',
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, "A time unit is second, millisecond, microsecond or nanosecond."),
    };

    public static string Name(TimeUnit unit) => unit switch
    {
        TimeUnit.Second => "s",
        TimeUnit.Millisecond => "ms",
        TimeUnit.Microsecond => "us",
        _ => "ns",
    };
}
