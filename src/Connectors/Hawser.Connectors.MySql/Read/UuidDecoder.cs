using System.Buffers.Text;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>MariaDB's uuid, which comes as its text.</summary>
internal sealed class UuidDecoder(FixedSizeBinaryBuilder builder) : TextualDecoder(builder)
{
    private readonly FixedSizeBinaryBuilder _builder = builder;

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        if (!Utf8Parser.TryParse(value, out Guid read, out int taken, 'D') || taken != value.Length)
        {
            throw new WireFormatException($"{BytesText.Quote(value)} came as a value of uuid");
        }

        Span<byte> bytes = stackalloc byte[16];
        read.TryWriteBytes(bytes, bigEndian: true, out _);
        _builder.Append(bytes);
    }
}
