using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>An interval without months and days as a duration.</summary>
internal sealed unsafe class IntervalToDurationConverter(DurationType to) : ColumnConverter
{
    private readonly long _nanoseconds = TimeUnits.PerSecond(TimeUnit.Nanosecond) / TimeUnits.PerSecond(to.Unit);

    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        ArrowBuffer values = allocator.Allocate((long)source.Length * sizeof(long));
        ReadOnlySpan<MonthDayNano> intervals = source.Values<MonthDayNano>();
        for (int i = 0; i < source.Length; i++)
        {
            MonthDayNano interval = source.IsNull(i) ? default : intervals[i];
            (long units, long rest) = Math.DivRem(interval.Nanoseconds, _nanoseconds);
            if (interval.Months != 0 || interval.Days != 0 || rest != 0)
            {
                values.Release();
                throw new MisfitException(i, $"an interval of {interval.Months} months, {interval.Days} days and {interval.Nanoseconds} nanoseconds does not fit {to}");
            }

            ((long*)values.Pointer)[i] = units;
        }

        return FixedWidth(to, source, values, allocator);
    }
}
