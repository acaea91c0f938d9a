using System.Buffers.Binary;
using Hawser.Connectors.Postgres.Read.TextForms;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>timestamp and timestamptz: microseconds since 2000-01-01; the ends of the range stand for ±infinity.</summary>
internal readonly struct TimestampValue : IWireValue<long>
{
    public static int Width => sizeof(long);

    public static string Name => "timestamp";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out long value)
    {
        long micros = BinaryPrimitives.ReadInt64BigEndian(bytes);
        value = unchecked(micros + PgEpoch.Micros);
        return micros != long.MinValue && micros <= long.MaxValue - PgEpoch.Micros;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => $"the timestamp {TextOf.Value(TimestampText.Local, bytes)} has no Arrow form";
}
