using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;
using Maps = Hawser.Connectors.DuckDb.Write.ValueMaps;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>Dates, times, timestamps, durations and intervals as native values.</summary>
internal static class TimeValues
{
    public static nint Create(ArrowArray source, int row) => source.Type switch
    {
        TimeType time => OfTime(time, source, row),
        TimestampType timestamp => OfTimestamp(timestamp, source.Values<long>()[row]),
        DurationType duration => ValueApi.duckdb_create_interval(OfDuration(duration, source.Values<long>()[row])),
        { Id: ArrowTypeId.IntervalMonthDayNano } => ValueApi.duckdb_create_interval(Map<MonthDayNano, NativeInterval, Maps.Interval>(source.Values<MonthDayNano>()[row])),
        _ => OfDate(source.Values<int>()[row]),
    };

    private static nint OfDate(int days) => days is int.MaxValue or -int.MaxValue or int.MinValue
        ? throw Misfit($"the day {days} since 1970 does not fit DATE")
        : ValueApi.duckdb_create_date(days);

    private static nint OfTime(TimeType type, ArrowArray source, int row) => type.Unit switch
    {
        TimeUnit.Second => ValueApi.duckdb_create_time(Map<int, long, Maps.TimeOfSeconds>(source.Values<int>()[row])),
        TimeUnit.Millisecond => ValueApi.duckdb_create_time(Map<int, long, Maps.TimeOfMillis>(source.Values<int>()[row])),
        TimeUnit.Microsecond => ValueApi.duckdb_create_time(Map<long, long, Maps.TimeOfMicros>(source.Values<long>()[row])),
        _ => ValueApi.duckdb_create_time_ns(Map<long, long, Maps.TimeOfNanos>(source.Values<long>()[row])),
    };

    private static nint OfTimestamp(TimestampType type, long value)
    {
        if (type.Zone is not null)
        {
            return ValueApi.duckdb_create_timestamp_tz(type.Unit switch
            {
                TimeUnit.Second => Map<long, long, Maps.InstantOfSeconds>(value),
                TimeUnit.Millisecond => Map<long, long, Maps.InstantOfMillis>(value),
                TimeUnit.Microsecond => InRange(type.Unit, value),
                _ => Map<long, long, Maps.InstantOfNanos>(value),
            });
        }

        InRange(type.Unit, value);
        return type.Unit switch
        {
            TimeUnit.Second => ValueApi.duckdb_create_timestamp_s(value),
            TimeUnit.Millisecond => ValueApi.duckdb_create_timestamp_ms(value),
            TimeUnit.Microsecond => ValueApi.duckdb_create_timestamp(value),
            _ => ValueApi.duckdb_create_timestamp_ns(value),
        };
    }

    private static long InRange(TimeUnit unit, long value) =>
        TimestampRange.Contains(unit, value) ? value : throw Misfit($"{value} ({unit}) is outside what DuckDB's timestamps hold");

    private static NativeInterval OfDuration(DurationType type, long value) => type.Unit switch
    {
        TimeUnit.Second => Map<long, NativeInterval, Maps.DurationOfSeconds>(value),
        TimeUnit.Millisecond => Map<long, NativeInterval, Maps.DurationOfMillis>(value),
        TimeUnit.Microsecond => Map<long, NativeInterval, Maps.DurationOfMicros>(value),
        _ => Map<long, NativeInterval, Maps.DurationOfNanos>(value),
    };

    private static TTo Map<TFrom, TTo, TMap>(TFrom value)
        where TMap : struct, IValueMap<TFrom, TTo> => TMap.TryMap(value, out var mapped) ? mapped : throw Misfit(TMap.Explain(value));

    private static ConnectorException Misfit(string why) => new(ConnectorStatus.InvalidData, DuckDbErrors.Connector, $"a parameter: {why}.");
}
