using System.Text;

namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>An error that a server reports.</summary>
/// <remarks>Source: MySQL source documentation, "ERR_Packet".</remarks>
/// <param name="Code">The number, e.g. 1146.</param>
/// <param name="SqlState">The SQLSTATE; empty where the server gives none.</param>
/// <param name="Message">What happened, in one line.</param>
internal sealed record ErrorPacket(int Code, string SqlState, string Message)
{
    /// <summary>The first byte.</summary>
    public const byte Mark = 0xFF;

    private const int StateCharacters = 5;

    /// <summary>Reads the packet.</summary>
    public static ErrorPacket Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new PacketCursor(content);
        cursor.Byte();
        int code = cursor.UInt16();
        string state = "";
        if (cursor.Peek == '#')
        {
            cursor.Byte();
            state = Encoding.ASCII.GetString(cursor.Bytes(StateCharacters));
        }

        return new ErrorPacket(code, state, Encoding.UTF8.GetString(cursor.Rest()));
    }
}
