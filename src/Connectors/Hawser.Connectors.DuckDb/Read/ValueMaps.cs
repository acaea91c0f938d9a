using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>The value maps that read needs, one struct each.</summary>
internal static class ValueMaps
{
    private const ulong SignBit = 1UL << 63;

    /// <summary>DECIMAL of up to 4 digits.</summary>
    internal readonly struct Decimal16 : IValueMap<short, Int128>
    {
        public static bool TryMap(short value, out Int128 mapped)
        {
            mapped = value;
            return true;
        }

        public static string Explain(short value) => "";
    }

    /// <summary>DECIMAL of 5 to 9 digits.</summary>
    internal readonly struct Decimal32 : IValueMap<int, Int128>
    {
        public static bool TryMap(int value, out Int128 mapped)
        {
            mapped = value;
            return true;
        }

        public static string Explain(int value) => "";
    }

    /// <summary>DECIMAL of 10 to 18 digits.</summary>
    internal readonly struct Decimal64 : IValueMap<long, Int128>
    {
        public static bool TryMap(long value, out Int128 mapped)
        {
            mapped = value;
            return true;
        }

        public static string Explain(long value) => "";
    }

    /// <summary>HUGEINT: more digits than decimal128 may have.</summary>
    internal readonly struct Huge : IValueMap<Int128, Int256>
    {
        public static bool TryMap(Int128 value, out Int256 mapped)
        {
            mapped = value;
            return true;
        }

        public static string Explain(Int128 value) => "";
    }

    /// <summary>UHUGEINT: more digits than decimal128 may have.</summary>
    internal readonly struct UnsignedHuge : IValueMap<NativeHugeInt, Int256>
    {
        public static bool TryMap(NativeHugeInt value, out Int256 mapped)
        {
            mapped = new Int256(value.Lower, value.Upper, 0, 0);
            return true;
        }

        public static string Explain(NativeHugeInt value) => "";
    }

    /// <summary>UUID: DuckDB flips the top bit so that its hugeints sort as the text does; Arrow has the 16 bytes as they are written.</summary>
    internal readonly struct Uuid : IValueMap<NativeHugeInt, NativeHugeInt>
    {
        public static bool TryMap(NativeHugeInt value, out NativeHugeInt mapped)
        {
            mapped = new NativeHugeInt
            {
                Lower = BinaryPrimitives.ReverseEndianness(value.Upper ^ SignBit),
                Upper = BinaryPrimitives.ReverseEndianness(value.Lower),
            };
            return true;
        }

        public static string Explain(NativeHugeInt value) => "";
    }

    /// <summary>INTERVAL: microseconds become nanoseconds, which fit only ±292 years.</summary>
    internal readonly struct Interval : IValueMap<NativeInterval, MonthDayNano>
    {
        private const long NanosPerMicro = 1000;

        public static bool TryMap(NativeInterval value, out MonthDayNano mapped)
        {
            var fits = value.Micros is >= long.MinValue / NanosPerMicro and <= long.MaxValue / NanosPerMicro;
            mapped = fits ? new MonthDayNano(value.Months, value.Days, value.Micros * NanosPerMicro) : default;
            return fits;
        }

        public static string Explain(NativeInterval value) =>
            $"an interval of {value.Micros} microseconds does not fit Arrow's 64 bits of nanoseconds";
    }
}
