using System.Buffers;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>The geometric types.</summary>
/// <remarks>Source: PostgreSQL documentation, "Geometric Types"; src/backend/utils/adt/geo_ops.c.</remarks>
/// <param name="type">The type's name.</param>
internal sealed class GeometryText(string type) : ITextForm
{
    private const int PointBytes = 16;

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        switch (type)
        {
            case "point":
                WritePoint(ref cursor, output);
                break;
            case "line":
                WriteLine(ref cursor, output);
                break;
            case "lseg":
                WritePoints(ref cursor, 2, "["u8, "]"u8, output);
                break;
            case "box":
                WritePoints(ref cursor, 2, default, default, output);
                break;
            case "circle":
                WriteCircle(ref cursor, output);
                break;
            case "path":
                bool isClosed = cursor.Byte() != 0;
                WritePoints(ref cursor, Count(ref cursor), isClosed ? "("u8 : "["u8, isClosed ? ")"u8 : "]"u8, output);
                break;
            default:
                WritePoints(ref cursor, Count(ref cursor), "("u8, ")"u8, output);
                break;
        }

        cursor.End();
    }

    private static int Count(ref MessageCursor cursor)
    {
        int count = cursor.Int32();
        return count >= 0 && count == cursor.Remaining / PointBytes ? count : throw new WireFormatException($"{count} points are announced in {cursor.Remaining} bytes");
    }

    private static void WritePoints(ref MessageCursor cursor, int count, ReadOnlySpan<byte> open, ReadOnlySpan<byte> close, IBufferWriter<byte> output)
    {
        output.Write(open);
        for (int i = 0; i < count; i++)
        {
            if (i > 0)
            {
                output.Write(',');
            }

            WritePoint(ref cursor, output);
        }

        output.Write(close);
    }

    private static void WritePoint(ref MessageCursor cursor, IBufferWriter<byte> output)
    {
        output.Write('(');
        WriteNumber(ref cursor, output);
        output.Write(',');
        WriteNumber(ref cursor, output);
        output.Write(')');
    }

    private static void WriteLine(ref MessageCursor cursor, IBufferWriter<byte> output)
    {
        output.Write('{');
        WriteNumber(ref cursor, output);
        output.Write(',');
        WriteNumber(ref cursor, output);
        output.Write(',');
        WriteNumber(ref cursor, output);
        output.Write('}');
    }

    private static void WriteCircle(ref MessageCursor cursor, IBufferWriter<byte> output)
    {
        output.Write('<');
        WritePoint(ref cursor, output);
        output.Write(',');
        WriteNumber(ref cursor, output);
        output.Write('>');
    }

    private static void WriteNumber(ref MessageCursor cursor, IBufferWriter<byte> output) => FloatText.Write(BitConverter.Int64BitsToDouble(cursor.Int64()), output);
}
