using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>The spelling of one decimal, date, time, timestamp or interval, as its column of its own would have it.</summary>
internal static class LeafText
{
    /// <summary>Writes a value that is not null; 0 when it has no spelling.</summary>
    public static int Format(ArrowArray array, int row, Span<byte> target)
    {
        switch (array.Type)
        {
            case TimeType { Id: ArrowTypeId.Time32 } time:
                return TimeScale.FormatTime(array.Values<int>()[row], TimeScale.UnitsPerSecond(time.Unit), target);
            case TimeType time:
                return TimeScale.FormatTime(array.Values<long>()[row], TimeScale.UnitsPerSecond(time.Unit), target);
            case TimestampType timestamp:
                return TimestampSpelling.Format(array.Values<long>()[row], timestamp.Zone is not null, TimeScale.UnitsPerSecond(timestamp.Unit), target);
            case DecimalType decimals:
                return FormatDecimal(array, row, decimals, target);
            case { Id: ArrowTypeId.Date32 }:
                return DateSpelling.Format(array.Values<int>()[row], target);
            case { Id: ArrowTypeId.IntervalMonthDayNano }:
                MonthDayNano interval = array.Values<MonthDayNano>()[row];
                return IntervalSpelling.Format(interval.Months, interval.Days, interval.Nanoseconds, target);
            default:
                throw new ArgumentException($"{array.Type} has no spelling of its own.", nameof(array));
        }
    }

    private static int FormatDecimal(ArrowArray array, int row, DecimalType type, Span<byte> target) => type.Id == ArrowTypeId.Decimal128
        ? DecimalSpelling.Format(array.Values<Int128>()[row], type.Scale, target)
        : WideDecimalSpelling.Format(array.Values<Int256>()[row], type.Scale, target);
}
