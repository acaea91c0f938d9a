using System.Buffers;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>bit and varbit: zeros and ones.</summary>
internal sealed class BitText : ITextForm
{
    private const int BitsPerByte = 8;

    public static BitText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        var cursor = new MessageCursor(value);
        int count = cursor.Int32();
        ReadOnlySpan<byte> bits = cursor.Rest();
        if (count < 0 || (count + (long)BitsPerByte - 1) / BitsPerByte != bits.Length)
        {
            WireValue.Throw("bit", $"announces {count} bits in {bits.Length} bytes");
        }

        for (int i = 0; i < count; i++)
        {
            output.Write((bits[i / BitsPerByte] & (0x80 >> (i % BitsPerByte))) != 0 ? '1' : '0');
        }
    }
}
