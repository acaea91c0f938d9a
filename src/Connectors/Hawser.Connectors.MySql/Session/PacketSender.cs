using System.Buffers.Binary;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Sends contents as packets, in parts where they are long, and counts them together with those that come.</summary>
internal sealed class PacketSender(PacketReader reader)
{
    private const int ShortBytes = 16 << 10;

    private readonly byte[] _short = new byte[PacketReader.HeaderBytes + ShortBytes];

    /// <summary>Begins a command: both sides count from 0.</summary>
    public ValueTask SendCommandAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        reader.Release();
        reader.Sequence = 0;
        if (reader.Stream is CompressedStream compressed)
        {
            compressed.BeginCommand();
        }

        return SendAsync(content, cancellationToken);
    }

    /// <summary>Sends a content in answer to the server's last packet.</summary>
    public async ValueTask SendAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        // A content that ends with a full part is followed by an empty one.
        for (bool isLast = false; !isLast;)
        {
            int length = Math.Min(content.Length, PacketReader.PartBytes);
            isLast = length < PacketReader.PartBytes;
            await SendPartAsync(content[..length], cancellationToken).ConfigureAwait(false);
            content = content[length..];
        }

        await reader.Stream.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Sends a packet whose content is shorter than a full part and already stands behind room for its header. Nothing stops it midway but the wire.</summary>
    public ValueTask SendFilledAsync(Memory<byte> packet)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(packet.Span, (uint)(packet.Length - PacketReader.HeaderBytes) | ((uint)reader.Sequence++ << 24));
        return reader.Stream.WriteAsync(packet, CancellationToken.None);
    }

    private async ValueTask SendPartAsync(ReadOnlyMemory<byte> part, CancellationToken cancellationToken)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_short, (uint)part.Length | ((uint)reader.Sequence++ << 24));
        if (part.Length <= ShortBytes)
        {
            part.CopyTo(_short.AsMemory(PacketReader.HeaderBytes));
            await reader.Stream.WriteAsync(_short.AsMemory(0, PacketReader.HeaderBytes + part.Length), cancellationToken).ConfigureAwait(false);
            return;
        }

        await reader.Stream.WriteAsync(_short.AsMemory(0, PacketReader.HeaderBytes), cancellationToken).ConfigureAwait(false);
        await reader.Stream.WriteAsync(part, cancellationToken).ConfigureAwait(false);
    }
}
