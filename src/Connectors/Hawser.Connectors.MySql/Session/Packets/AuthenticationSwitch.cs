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
        return new AuthenticationSwitch(plugin, (data is [.., 0] ? data[..^1] : data).ToArray());
    }
}
