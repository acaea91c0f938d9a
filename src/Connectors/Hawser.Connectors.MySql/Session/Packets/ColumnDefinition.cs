using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>A column of a result.</summary>
/// <remarks>Source: MySQL source documentation, "Protocol::ColumnDefinition41"; MariaDB documentation, "Result Set Packets", for the extended type.</remarks>
/// <param name="Name">The name in the result.</param>
/// <param name="Type">The type of its values.</param>
/// <param name="Flags">What else is known.</param>
/// <param name="Collation">The collation's number; 63 for bytes.</param>
/// <param name="Length">The most bytes, or characters of a number, that a value has.</param>
/// <param name="Decimals">Digits behind the point, or of a second.</param>
internal sealed record ColumnDefinition(string Name, ColumnType Type, ColumnFlags Flags, int Collation, uint Length, byte Decimals)
{
    /// <summary>The collation of bytes that are no text.</summary>
    public const int BinaryCollation = 63;

    private const int FixedBytes = 12;
    private const byte ExtendedType = 0;
    private const byte ExtendedFormat = 1;

    /// <summary>The type's name where <see cref="Type"/> does not tell it: MariaDB's uuid, inet6, json, point …; null otherwise.</summary>
    public string? ExtendedName { get; init; }

    /// <summary>Whether values are bytes and no text.</summary>
    public bool IsBinary => Collation == BinaryCollation;

    /// <summary>Reads the packet.</summary>
    public static ColumnDefinition Parse(ReadOnlySpan<byte> content, ServerCapabilities capabilities)
    {
        var cursor = new PacketCursor(content);
        cursor.Text();
        cursor.Text();
        cursor.Text();
        cursor.Text();
        string name = cursor.String();
        cursor.Text();
        string? extended = capabilities.HasFlag(ServerCapabilities.MariaExtendedTypes) ? ReadExtended(cursor.Text()) : null;
        if (cursor.Number() is < FixedBytes and var bytes)
        {
            throw new WireFormatException($"the fixed part of the definition of column \"{name}\" has {bytes} bytes, and {FixedBytes} are needed");
        }

        int collation = cursor.UInt16();
        uint length = cursor.UInt32();
        var type = (ColumnType)cursor.Byte();
        var flags = (ColumnFlags)cursor.UInt16();
        return new ColumnDefinition(name, type, flags, collation, length, cursor.Byte()) { ExtendedName = extended };
    }

    private static string? ReadExtended(ReadOnlySpan<byte> parts)
    {
        string? name = null;
        var cursor = new PacketCursor(parts);
        while (cursor.Remaining > 0)
        {
            byte kind = cursor.Byte();
            string value = cursor.String();
            name = kind is ExtendedType or ExtendedFormat ? value : name;
        }

        return name;
    }
}
