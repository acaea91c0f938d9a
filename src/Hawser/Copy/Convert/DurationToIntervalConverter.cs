using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>A duration as an interval without months and days.</summary>
internal sealed unsafe class DurationToIntervalConverter(TimeUnit unit) : ColumnConverter
{
    private readonly long _nanoseconds = TimeUnits.PerSecond(TimeUnit.Nanosecond) / TimeUnits.PerSecond(unit);

    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        ArrowBuffer values = allocator.Allocate((long)source.Length * sizeof(MonthDayNano));
        ReadOnlySpan<long> durations = source.Values<long>();
        for (int i = 0; i < source.Length; i++)
        {
            Int128 nanoseconds = source.IsNull(i) ? 0 : (Int128)durations[i] * _nanoseconds;
            if (nanoseconds < long.MinValue || nanoseconds > long.MaxValue)
            {
                values.Release();
                throw new MisfitException(i, $"{durations[i]} as {source.Type} does not fit the 64 bits of nanoseconds of an interval");
            }

            ((MonthDayNano*)values.Pointer)[i] = new MonthDayNano(0, 0, (long)nanoseconds);
        }

        return FixedWidth(ArrowType.IntervalMonthDayNano, source, values, allocator);
    }
}
