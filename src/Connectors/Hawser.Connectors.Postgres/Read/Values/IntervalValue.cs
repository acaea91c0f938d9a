using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.TextForms;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>interval: microseconds, days, months, each with a sign of its own; all at their ends stand for ±infinity (PostgreSQL 17).</summary>
internal readonly struct IntervalValue : IWireValue<MonthDayNano>
{
    private const long NanosPerMicro = 1000;

    public static int Width => 16;

    public static string Name => "interval";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out MonthDayNano value)
    {
        long micros = BinaryPrimitives.ReadInt64BigEndian(bytes);
        int days = BinaryPrimitives.ReadInt32BigEndian(bytes[8..]);
        int months = BinaryPrimitives.ReadInt32BigEndian(bytes[12..]);
        bool fits = micros is >= long.MinValue / NanosPerMicro and <= long.MaxValue / NanosPerMicro;
        value = fits ? new MonthDayNano(months, days, micros * NanosPerMicro) : default;
        return fits;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => $"the interval {TextOf.Value(TextForms.IntervalText.Instance, bytes)} does not fit Arrow's 64 bits of nanoseconds";
}
