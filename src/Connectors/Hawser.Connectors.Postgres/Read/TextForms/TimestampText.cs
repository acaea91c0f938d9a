using System.Buffers;
using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.Values;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>timestamp, and timestamptz in UTC, in ISO style.</summary>
internal sealed class TimestampText : ITextForm
{
    private readonly bool _hasZone;

    private TimestampText(bool hasZone) => _hasZone = hasZone;

    /// <summary>timestamp.</summary>
    public static TimestampText Local { get; } = new(false);

    /// <summary>timestamptz.</summary>
    public static TimestampText Utc { get; } = new(true);

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != sizeof(long))
        {
            WireValue.ThrowLength(value, sizeof(long), "timestamp");
        }

        long micros = BinaryPrimitives.ReadInt64BigEndian(value);
        if (micros is long.MinValue or long.MaxValue)
        {
            output.Write(micros < 0 ? "-infinity"u8 : "infinity"u8);
            return;
        }

        (long days, long ofDay) = CivilDate.SplitDay(micros, PgEpoch.MicrosPerDay);
        bool isBeforeChrist = DateText.WriteDay(days + PgEpoch.Days, output);
        output.Write(' ');
        output.WriteTime((ulong)ofDay);
        if (_hasZone)
        {
            output.Write("+00"u8);
        }

        DateText.WriteEra(isBeforeChrist, output);
    }
}
