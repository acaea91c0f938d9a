using System.Buffers;
using System.Buffers.Binary;
using Hawser.Connectors.Postgres.Read.Values;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>time, 24:00 included.</summary>
internal sealed class TimeText : ITextForm
{
    public static TimeText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != sizeof(long))
        {
            WireValue.ThrowLength(value, sizeof(long), "time");
        }

        WriteChecked(BinaryPrimitives.ReadInt64BigEndian(value), output);
    }

    /// <summary>Writes a time of day that a server sent.</summary>
    public static void WriteChecked(long micros, IBufferWriter<byte> output)
    {
        if (micros is < 0 or > PgEpoch.MicrosPerDay)
        {
            WireValue.Throw("time", $"is {micros} µs after midnight");
        }

        output.WriteTime((ulong)micros);
    }
}
