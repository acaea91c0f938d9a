using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>From .NET's ticks of 100 ns to Arrow's units, exactly or not at all.</summary>
internal static class Ticks
{
    /// <exception cref="ValueMisfitException">The unit is too coarse for the value, or its range too narrow.</exception>
    public static long InUnit<T>(long ticks, TimeUnit unit, T value, ArrowType type)
        where T : IFormattable
    {
        if (unit == TimeUnit.Nanosecond)
        {
            const long PerTick = 1_000_000_000 / TimeSpan.TicksPerSecond;
            return ticks is >= long.MinValue / PerTick and <= long.MaxValue / PerTick ? ticks * PerTick : throw Misfit(value, type);
        }

        var (whole, rest) = Math.DivRem(ticks, TimeSpan.TicksPerSecond / TimeUnits.PerSecond(unit));
        return rest == 0 ? whole : throw Misfit(value, type);
    }

    private static ValueMisfitException Misfit<T>(T value, ArrowType type)
        where T : IFormattable
        => new(string.Create(CultureInfo.InvariantCulture, $"the value {value.ToString(value is TimeSpan ? "c" : "O", CultureInfo.InvariantCulture)} does not fit {type}; InMemoryTypes.TimestampUnit chooses another unit"));
}
