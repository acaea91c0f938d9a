using System.Buffers.Binary;
using System.Text;

namespace Hawser.Connectors.Postgres.Tests.Fake;

/// <summary>The messages of a server, as bytes; right unless told otherwise.</summary>
internal static class ServerBytes
{
    public static byte[] Header { get; } = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, .. Int32(0), .. Int32(0)];

    public static byte[] Trailer { get; } = Int16(-1);

    public static byte[] Message(char type, params byte[][] parts)
    {
        byte[] content = [.. parts.SelectMany(part => part)];
        return Message(type, content.Length + sizeof(int), content);
    }

    /// <summary>A message whose length is whatever it is said to be.</summary>
    public static byte[] Message(char type, int length, byte[] content) => [(byte)type, .. Int32(length), .. content];

    public static byte[] Authentication(int kind, params byte[] data) => Message('R', Int32(kind), data);

    public static byte[] Error(string severity, string state, string text) =>
        Message('E', Field('S', severity), Field('V', severity), Field('C', state), Field('M', text), Field('H', "What to do."), [0]);

    public static byte[] Ready() => Message('Z', [(byte)'I']);

    public static byte[] CopyOut(int columns, bool isBinary = true) =>
        Message('H', [(byte)(isBinary ? 1 : 0)], Int16((short)columns), [.. Enumerable.Repeat(Int16((short)(isBinary ? 1 : 0)), columns).SelectMany(format => format)]);

    /// <summary>A row of an integer and a text, in a message of its own.</summary>
    public static byte[] Row(int number, byte[]? before = null) => Message('d', before ?? [], RowContent(number));

    public static byte[] RowContent(int number)
    {
        byte[] text = Encoding.UTF8.GetBytes($"row {number}");
        return [.. Int16(2), .. Int32(4), .. Int32(number), .. Int32(text.Length), .. text];
    }

    public static byte[] Tag(string text) => Message('C', Text(text));

    public static byte[] Text(string text) => [.. Encoding.UTF8.GetBytes(text), 0];

    public static byte[] Int16(short value)
    {
        var bytes = new byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, value);
        return bytes;
    }

    public static byte[] Int32(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Field(char code, string text) => [(byte)code, .. Text(text)];
}
