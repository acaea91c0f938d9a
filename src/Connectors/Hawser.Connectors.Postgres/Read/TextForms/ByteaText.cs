using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>bytea in hexadecimal.</summary>
internal sealed class ByteaText : ITextForm
{
    public static ByteaText Instance { get; } = new();

    public void Write(ReadOnlySpan<byte> value, IBufferWriter<byte> output)
    {
        output.Write("\\x"u8);
        HexText.Write(value, output);
    }
}
