using System.Buffers;
using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>timetz: a time of day and the zone's seconds west of Greenwich.</summary>
internal sealed class TimeTzText : ITextForm
{
    private const int Width = 12;
    private const int MostZoneSeconds = 16 * 3600;

    public static TimeTzText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != Width)
        {
            WireValue.ThrowLength(value, Width, "timetz");
        }

        TimeText.WriteChecked(BinaryPrimitives.ReadInt64BigEndian(value), output);
        int west = BinaryPrimitives.ReadInt32BigEndian(value[sizeof(long)..]);
        if (west is <= -MostZoneSeconds or >= MostZoneSeconds)
        {
            WireValue.Throw("timetz", $"has a zone of {west} s");
        }

        WriteZone(west, output);
    }

    private static void WriteZone(int west, IBufferWriter<byte> output)
    {
        output.Write(west > 0 ? '-' : '+');
        ulong seconds = (ulong)Math.Abs(west);
        output.WritePadded(seconds / 3600, 2);
        if (seconds % 3600 != 0)
        {
            output.Write(':');
            output.WritePadded(seconds / 60 % 60, 2);
        }

        if (seconds % 60 != 0)
        {
            output.Write(':');
            output.WritePadded(seconds % 60, 2);
        }
    }
}
