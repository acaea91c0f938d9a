using System.Net.Sockets;

namespace Hawser.Connectors.MySql.Tests.Fake;

/// <summary>Packets of one connection, in a server's hands.</summary>
internal sealed class FakeTalk(NetworkStream stream)
{
    /// <summary>The number of the next packet.</summary>
    public byte Sequence { get; set; }

    public async Task SendAsync(byte[] content) =>
        await SendRawAsync([(byte)content.Length, (byte)(content.Length >> 8), (byte)(content.Length >> 16), Sequence++, .. content]);

    public async Task SendRawAsync(byte[] bytes) => await stream.WriteAsync(bytes);

    public async Task<byte[]> ReceiveAsync()
    {
        var header = new byte[4];
        await stream.ReadExactlyAsync(header);
        Sequence = (byte)(header[3] + 1);
        var content = new byte[header[0] | (header[1] << 8) | (header[2] << 16)];
        await stream.ReadExactlyAsync(content);
        return content;
    }

    public void Close() => stream.Socket.Close();
}
