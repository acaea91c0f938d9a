using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>The value maps that write needs, one struct each.</summary>
internal static class ValueMaps
{
    private const long SecondsPerDay = 24 * 60 * 60;

    private static bool Scale(long value, long factor, out long scaled)
    {
        scaled = unchecked(value * factor);
        var fits = value >= TimestampRange.LeastMicros / factor && value <= TimestampRange.MostMicros / factor;
        return fits;
    }

    private static bool Divide(long value, out long micros)
    {
        (micros, var rest) = Math.DivRem(value, 1000);
        return rest == 0;
    }

    /// <summary>Seconds of the day to TIME.</summary>
    internal readonly struct TimeOfSeconds : IValueMap<int, long>
    {
        public static bool TryMap(int value, out long mapped)
        {
            mapped = value * 1_000_000L;
            return value is >= 0 and <= (int)SecondsPerDay;
        }

        public static string Explain(int value) => $"{value} seconds are not a time of day";
    }

    /// <summary>Milliseconds of the day to TIME.</summary>
    internal readonly struct TimeOfMillis : IValueMap<int, long>
    {
        public static bool TryMap(int value, out long mapped)
        {
            mapped = value * 1000L;
            return value is >= 0 and <= (int)SecondsPerDay * 1000;
        }

        public static string Explain(int value) => $"{value} milliseconds are not a time of day";
    }

    /// <summary>Microseconds of the day to TIME.</summary>
    internal readonly struct TimeOfMicros : IValueMap<long, long>
    {
        public static bool TryMap(long value, out long mapped)
        {
            mapped = value;
            return value is >= 0 and <= SecondsPerDay * 1_000_000;
        }

        public static string Explain(long value) => $"{value} microseconds are not a time of day";
    }

    /// <summary>Nanoseconds of the day to TIME_NS.</summary>
    internal readonly struct TimeOfNanos : IValueMap<long, long>
    {
        public static bool TryMap(long value, out long mapped)
        {
            mapped = value;
            return value is >= 0 and <= SecondsPerDay * 1_000_000_000;
        }

        public static string Explain(long value) => $"{value} nanoseconds are not a time of day";
    }

    /// <summary>An instant in seconds to TIMESTAMPTZ.</summary>
    internal readonly struct InstantOfSeconds : IValueMap<long, long>
    {
        public static bool TryMap(long value, out long mapped) => Scale(value, 1_000_000, out mapped);

        public static string Explain(long value) => $"{value} seconds since 1970 do not fit TIMESTAMPTZ";
    }

    /// <summary>An instant in milliseconds to TIMESTAMPTZ.</summary>
    internal readonly struct InstantOfMillis : IValueMap<long, long>
    {
        public static bool TryMap(long value, out long mapped) => Scale(value, 1000, out mapped);

        public static string Explain(long value) => $"{value} milliseconds since 1970 do not fit TIMESTAMPTZ";
    }

    /// <summary>An instant in nanoseconds to TIMESTAMPTZ, which has microseconds.</summary>
    internal readonly struct InstantOfNanos : IValueMap<long, long>
    {
        public static bool TryMap(long value, out long mapped) => Divide(value, out mapped);

        public static string Explain(long value) => $"{value} nanoseconds since 1970 are finer than TIMESTAMPTZ's microseconds";
    }

    /// <summary>A duration in seconds to INTERVAL.</summary>
    internal readonly struct DurationOfSeconds : IValueMap<long, NativeInterval>
    {
        public static bool TryMap(long value, out NativeInterval mapped)
        {
            mapped = new NativeInterval { Micros = unchecked(value * 1_000_000) };
            return value is >= long.MinValue / 1_000_000 and <= long.MaxValue / 1_000_000;
        }

        public static string Explain(long value) => $"{value} seconds do not fit INTERVAL";
    }

    /// <summary>A duration in milliseconds to INTERVAL.</summary>
    internal readonly struct DurationOfMillis : IValueMap<long, NativeInterval>
    {
        public static bool TryMap(long value, out NativeInterval mapped)
        {
            mapped = new NativeInterval { Micros = unchecked(value * 1000) };
            return value is >= long.MinValue / 1000 and <= long.MaxValue / 1000;
        }

        public static string Explain(long value) => $"{value} milliseconds do not fit INTERVAL";
    }

    /// <summary>A duration in microseconds to INTERVAL.</summary>
    internal readonly struct DurationOfMicros : IValueMap<long, NativeInterval>
    {
        public static bool TryMap(long value, out NativeInterval mapped)
        {
            mapped = new NativeInterval { Micros = value };
            return true;
        }

        public static string Explain(long value) => "";
    }

    /// <summary>A duration in nanoseconds to INTERVAL, which has microseconds.</summary>
    internal readonly struct DurationOfNanos : IValueMap<long, NativeInterval>
    {
        public static bool TryMap(long value, out NativeInterval mapped)
        {
            var fits = Divide(value, out var micros);
            mapped = new NativeInterval { Micros = micros };
            return fits;
        }

        public static string Explain(long value) => $"{value} nanoseconds are finer than INTERVAL's microseconds";
    }

    /// <summary>A calendar interval to INTERVAL, which has microseconds.</summary>
    internal readonly struct Interval : IValueMap<MonthDayNano, NativeInterval>
    {
        public static bool TryMap(MonthDayNano value, out NativeInterval mapped)
        {
            var fits = Divide(value.Nanoseconds, out var micros);
            mapped = new NativeInterval { Months = value.Months, Days = value.Days, Micros = micros };
            return fits;
        }

        public static string Explain(MonthDayNano value) => $"{value.Nanoseconds} nanoseconds are finer than INTERVAL's microseconds";
    }

    /// <summary>A UUID in network byte order to DuckDB's hugeint with its top bit flipped.</summary>
    internal readonly struct Uuid : IValueMap<NativeHugeInt, NativeHugeInt>
    {
        public static bool TryMap(NativeHugeInt value, out NativeHugeInt mapped)
        {
            mapped = new NativeHugeInt
            {
                Lower = BinaryPrimitives.ReverseEndianness(value.Upper),
                Upper = BinaryPrimitives.ReverseEndianness(value.Lower) ^ (1UL << 63),
            };
            return true;
        }

        public static string Explain(NativeHugeInt value) => "";
    }
}
