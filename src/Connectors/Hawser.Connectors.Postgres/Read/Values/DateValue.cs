using System.Buffers.Binary;
using Hawser.Connectors.Postgres.Read.TextForms;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>date: days since 2000-01-01; the ends of the range stand for ±infinity.</summary>
internal readonly struct DateValue : IWireValue<int>
{
    public static int Width => sizeof(int);

    public static string Name => "date";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out int value)
    {
        int days = BinaryPrimitives.ReadInt32BigEndian(bytes);
        value = unchecked(days + PgEpoch.Days);
        return days is not (int.MinValue or int.MaxValue) && days <= int.MaxValue - PgEpoch.Days;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => $"the date {TextOf.Value(DateText.Instance, bytes)} has no Arrow form";
}
