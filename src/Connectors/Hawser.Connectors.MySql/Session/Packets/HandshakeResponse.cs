namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>What a client answers to a <see cref="Handshake"/>.</summary>
/// <remarks>Source: MySQL source documentation, "Protocol::HandshakeResponse41", "Protocol::SSLRequest"; MariaDB documentation, "Connecting".</remarks>
internal static class HandshakeResponse
{
    // utf8mb4_general_ci, which every server since MySQL 5.5 knows.
    private const byte Collation = 45;
    private const int ReservedBytes = 19;
    private const uint MostPacketBytes = 1 << 30;

    /// <summary>The request to encrypt: the first part of the answer alone.</summary>
    public static ReadOnlyMemory<byte> TlsRequest(ServerCapabilities capabilities)
    {
        var packet = new PacketWriter();
        Begin(packet, capabilities);
        return packet.Content;
    }

    /// <summary>The answer.</summary>
    /// <param name="capabilities">What both sides can do and shall.</param>
    /// <param name="user">Who logs in.</param>
    /// <param name="answer">The plugin's answer to the bytes of chance.</param>
    /// <param name="database">The database; empty for none.</param>
    /// <param name="plugin">The plugin's name.</param>
    /// <param name="attributes">What the server may show of the client.</param>
    public static ReadOnlyMemory<byte> Create(
        ServerCapabilities capabilities, string user, ReadOnlySpan<byte> answer, string database, string plugin, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        var packet = new PacketWriter();
        Begin(packet, capabilities);
        packet.ZeroEnded(user);
        if (capabilities.HasFlag(ServerCapabilities.LongAuthenticationData))
        {
            packet.Text(answer);
        }
        else
        {
            packet.Byte(checked((byte)answer.Length)).Bytes(answer);
        }

        if (capabilities.HasFlag(ServerCapabilities.ConnectWithDatabase))
        {
            packet.ZeroEnded(database);
        }

        if (capabilities.HasFlag(ServerCapabilities.AuthenticationPlugins))
        {
            packet.ZeroEnded(plugin);
        }

        if (capabilities.HasFlag(ServerCapabilities.ConnectionAttributes))
        {
            Add(packet, attributes);
        }

        return packet.Content;
    }

    private static void Begin(PacketWriter packet, ServerCapabilities capabilities)
    {
        packet.UInt32((uint)capabilities).UInt32(MostPacketBytes).Byte(Collation).Zeros(ReservedBytes);
        packet.UInt32(capabilities.HasFlag(ServerCapabilities.LongPassword) ? 0 : (uint)((ulong)capabilities >> 32));
    }

    private static void Add(PacketWriter packet, IReadOnlyList<KeyValuePair<string, string>> attributes)
    {
        var all = new PacketWriter();
        foreach ((string key, string value) in attributes)
        {
            all.Text(key).Text(value);
        }

        packet.Text(all.Content.Span);
    }
}
