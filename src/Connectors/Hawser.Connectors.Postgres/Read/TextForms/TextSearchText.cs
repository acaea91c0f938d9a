using System.Buffers;
using System.Text;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>tsvector: words in quotation marks with their positions and weights.</summary>
/// <remarks>Source: src/backend/utils/adt/tsvector.c, tsvectorsend and tsvectorout.</remarks>
internal sealed class TextSearchText : ITextForm
{
    private const int PositionMask = 0x3FFF;
    private const int WeightShift = 14;

    public static TextSearchText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        int words = cursor.Int32();
        for (int i = 0; i < words; i++)
        {
            if (i > 0)
            {
                output.Write(' ');
            }

            output.Write('\'');
            output.WriteEscaped(Encoding.UTF8.GetBytes(cursor.Text()), "'\\"u8, null);
            output.Write('\'');
            WritePositions(ref cursor, output);
        }

        cursor.End();
    }

    private static void WritePositions(ref MessageCursor cursor, IBufferWriter<byte> output)
    {
        int count = (ushort)cursor.Int16();
        for (int i = 0; i < count; i++)
        {
            int position = (ushort)cursor.Int16();
            output.Write(i == 0 ? ':' : ',');
            output.Write((long)(position & PositionMask));
            output.Write((position >> WeightShift) switch
            {
                3 => "A"u8,
                2 => "B"u8,
                1 => "C"u8,
                _ => default,
            });
        }
    }
}
