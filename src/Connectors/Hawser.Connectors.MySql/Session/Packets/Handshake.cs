using System.Text;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>A server's first packet.</summary>
/// <remarks>Source: MySQL source documentation, "Protocol::HandshakeV10"; MariaDB documentation, "Connecting".</remarks>
/// <param name="ServerVersion">The version as the server writes it.</param>
/// <param name="ConnectionId">The number that KILL takes.</param>
/// <param name="Capabilities">What the server can do.</param>
/// <param name="Scramble">Bytes of chance that an answer must contain.</param>
/// <param name="Plugin">How the server would like users to log in.</param>
internal sealed record Handshake(string ServerVersion, uint ConnectionId, ServerCapabilities Capabilities, byte[] Scramble, string Plugin)
{
    /// <summary>The bytes of chance of every method but the oldest.</summary>
    public const int ScrambleBytes = 20;

    private const byte Version10 = 10;
    private const int FirstScrambleBytes = 8;
    private const int ReservedBytes = 6;
    private const int LeastSecondPart = 13;

    // Put before MariaDB's version for replicas that knew no version above 5.
    private const string ReplicationPrefix = "5.5.5-";

    /// <summary>Whether the server is a MariaDB.</summary>
    public bool IsMariaDb => ServerVersion.Contains("MariaDB", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the packet.</summary>
    public static Handshake Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new PacketCursor(content);
        if (cursor.Byte() is not Version10 and var version)
        {
            throw new WireFormatException($"the server speaks version {version} of the protocol, and {Version10} is needed");
        }

        string serverVersion = Encoding.UTF8.GetString(cursor.ZeroEnded());
        uint connection = cursor.UInt32();
        byte[] scramble = new byte[ScrambleBytes];
        cursor.Bytes(FirstScrambleBytes).CopyTo(scramble);
        cursor.Byte();
        ulong capabilities = cursor.UInt16();
        cursor.Byte();
        cursor.UInt16();
        capabilities |= (ulong)cursor.UInt16() << 16;
        int scrambleLength = cursor.Byte();
        cursor.Bytes(ReservedBytes);
        uint maria = cursor.UInt32();
        if (((ServerCapabilities)capabilities & ServerCapabilities.LongPassword) == 0)
        {
            capabilities |= (ulong)maria << 32;
        }

        ReadOnlySpan<byte> second = cursor.Bytes(Math.Min(Math.Max(LeastSecondPart, scrambleLength - FirstScrambleBytes), cursor.Remaining));
        if (second.Length < ScrambleBytes - FirstScrambleBytes)
        {
            throw new WireFormatException($"the handshake has {FirstScrambleBytes + second.Length} bytes of chance, and {ScrambleBytes} are needed");
        }

        second[..(ScrambleBytes - FirstScrambleBytes)].CopyTo(scramble.AsSpan(FirstScrambleBytes));
        string plugin = Encoding.UTF8.GetString(cursor.ZeroEnded());
        return new Handshake(WithoutPrefix(serverVersion), connection, (ServerCapabilities)capabilities, scramble, plugin);
    }

    private static string WithoutPrefix(string version) =>
        version.StartsWith(ReplicationPrefix, StringComparison.Ordinal) && version.Length > ReplicationPrefix.Length ? version[ReplicationPrefix.Length..] : version;
}
