namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>How a statement ended.</summary>
/// <remarks>Source: MySQL source documentation, "OK_Packet", "EOF_Packet".</remarks>
/// <param name="RowsAffected">Rows that were changed.</param>
/// <param name="Status">The session's state.</param>
/// <param name="WarningCount">Warnings that SHOW WARNINGS would tell.</param>
/// <param name="Info">What the server says about it, e.g. the counts of a load.</param>
internal readonly record struct OkPacket(ulong RowsAffected, ServerStatus Status, int WarningCount, string Info)
{
    private const byte VariableChange = 0;
    private const byte SchemaChange = 1;

    /// <summary>The first byte of an OK packet.</summary>
    public const byte Mark = 0x00;

    /// <summary>The first byte of an OK packet that ends rows, and of the older EOF packet.</summary>
    public const byte EndMark = 0xFE;

    /// <summary>An EOF packet is shorter than this, with its mark.</summary>
    public const int MostEndOfFileBytes = 9;

    /// <summary>Whether the statement changed the session's default database or one of its variables. Told only where session tracking was agreed upon.</summary>
    public bool ChangesContext { get; private init; }

    /// <summary>Whether another result follows.</summary>
    public bool HasMore => (Status & ServerStatus.MoreResults) != 0;

    /// <summary>Reads an OK packet, whichever mark it begins with.</summary>
    public static OkPacket Parse(ReadOnlySpan<byte> content, ServerCapabilities capabilities)
    {
        var cursor = new PacketCursor(content);
        cursor.Byte();
        ulong affected = cursor.Number();
        cursor.Number();
        var status = (ServerStatus)cursor.UInt16();
        int warnings = cursor.UInt16();
        if (!capabilities.HasFlag(ServerCapabilities.SessionTracking))
        {
            return new OkPacket(affected, status, warnings, System.Text.Encoding.UTF8.GetString(cursor.Rest()));
        }

        string info = cursor.Remaining > 0 ? cursor.String() : "";
        bool hasChanges = (status & ServerStatus.SessionChanged) != 0 && cursor.Remaining > 0;
        return new OkPacket(affected, status, warnings, info) { ChangesContext = hasChanges && HasContext(cursor.Text()) };
    }

    /// <summary>Looks through the changes of a session, each a kind and its data.</summary>
    /// <remarks>Source: MySQL source documentation, "Session State Information".</remarks>
    private static bool HasContext(ReadOnlySpan<byte> changes)
    {
        var cursor = new PacketCursor(changes);
        bool hasContext = false;
        while (cursor.Remaining > 0)
        {
            byte kind = cursor.Byte();
            cursor.Text();
            hasContext |= kind is VariableChange or SchemaChange;
        }

        return hasContext;
    }

    /// <summary>Reads an EOF packet.</summary>
    public static OkPacket ParseEndOfFile(ReadOnlySpan<byte> content)
    {
        var cursor = new PacketCursor(content);
        cursor.Byte();
        int warnings = cursor.UInt16();
        var status = (ServerStatus)cursor.UInt16();
        cursor.End();
        return new OkPacket(0, status, warnings, "");
    }
}
