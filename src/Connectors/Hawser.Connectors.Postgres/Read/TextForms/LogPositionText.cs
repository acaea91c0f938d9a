using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>pg_lsn: a position in the write-ahead log, its halves in hexadecimal.</summary>
internal sealed class LogPositionText : ITextForm
{
    public static LogPositionText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        if (value.Length != sizeof(ulong))
        {
            WireValue.ThrowLength(value, sizeof(ulong), "pg_lsn");
        }

        WriteHalf(BinaryPrimitives.ReadUInt32BigEndian(value), output);
        output.Write('/');
        WriteHalf(BinaryPrimitives.ReadUInt32BigEndian(value[sizeof(uint)..]), output);
    }

    private static void WriteHalf(uint half, IBufferWriter<byte> output)
    {
        half.TryFormat(output.GetSpan(8), out int count, "X", CultureInfo.InvariantCulture);
        output.Advance(count);
    }
}
