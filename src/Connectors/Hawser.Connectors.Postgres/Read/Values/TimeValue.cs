using System.Buffers.Binary;
using Hawser.Connectors.Postgres.Read.TextForms;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>time: microseconds since midnight; 24:00 has no Arrow form.</summary>
internal readonly struct TimeValue : IWireValue<long>
{
    public static int Width => sizeof(long);

    public static string Name => "time";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out long value)
    {
        value = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return (ulong)value < (ulong)PgEpoch.MicrosPerDay;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => $"the time {TextOf.Value(TimeText.Instance, bytes)} has no Arrow form";
}
