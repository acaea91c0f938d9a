using System.Buffers;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>hstore: pairs of texts.</summary>
/// <remarks>Source: contrib/hstore/hstore_io.c, hstore_send and hstore_out.</remarks>
internal sealed class HstoreText : ITextForm
{
    public static HstoreText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        int pairs = cursor.Int32();
        for (int i = 0; i < pairs; i++)
        {
            if (i > 0)
            {
                output.Write(", "u8);
            }

            WriteQuoted(cursor.Bytes(cursor.Int32()), output);
            output.Write("=>"u8);
            int length = cursor.Int32();
            if (length == -1)
            {
                output.Write("NULL"u8);
            }
            else
            {
                WriteQuoted(cursor.Bytes(length), output);
            }
        }

        cursor.End();
    }

    private static void WriteQuoted(ReadOnlySpan<byte> text, IBufferWriter<byte> output)
    {
        if (!System.Text.Unicode.Utf8.IsValid(text))
        {
            TextDecoder.ThrowMisfit(text);
        }

        output.Write('"');
        output.WriteEscaped(text, "\"\\"u8, '\\');
        output.Write('"');
    }
}
