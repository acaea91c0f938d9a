using System.Text;

namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>A server's wish for another method of logging in.</summary>
/// <remarks>Source: MySQL source documentation, "Protocol::AuthSwitchRequest".</remarks>
/// <param name="Plugin">The method's name.</param>
/// <param name="Data">New bytes of chance, without the zero byte that ends them.</param>
internal sealed record AuthenticationSwitch(string Plugin, byte[] Data)
{
    /// <summary>The first byte.</summary>
    public const byte Mark = 0xFE;

    /// <summary>What a packet of a single mark asks for: the method from before MySQL 4.1.</summary>
    public const string OldPassword = "mysql_old_password";

    /// <summary>Reads the packet.</summary>
    public static AuthenticationSwitch Parse(ReadOnlySpan<byte> content)
    {
        if (content.Length == 1)
        {
            return new AuthenticationSwitch(OldPassword, []);
        }

        var cursor = new PacketCursor(content);
        cursor.Byte();
        string plugin = Encoding.UTF8.GetString(cursor.ZeroEnded());
        ReadOnlySpan<byte> data = cursor.Rest();
        // A zero byte ends the bytes of MySQL's methods; the 32 of client_ed25519 have none, and any of theirs may be zero.
        bool isEnded = data.Length == Handshake.ScrambleBytes + 1 && data[^1] == 0;
        return new AuthenticationSwitch(plugin, (isEnded ? data[..^1] : data).ToArray());
    }
}
