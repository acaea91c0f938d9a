using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>Reads the content of one packet from front to back. The only place that takes lengths from a server at their word, after checking them.</summary>
/// <remarks>Source: MySQL source documentation, "Protocol Data Types": integers are little-endian; a length-encoded one says by its first byte how long it is.</remarks>
internal ref struct PacketCursor(ReadOnlySpan<byte> content)
{
    /// <summary>In a row of text: NULL. Anywhere else no length begins with it.</summary>
    public const byte NullMark = 0xFB;

    private readonly ReadOnlySpan<byte> _content = content;
    private int _at;

    /// <summary>Bytes read so far.</summary>
    public readonly int Offset => _at;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _content.Length - _at;

    /// <summary>The next byte, which is not taken; -1 at the end.</summary>
    public readonly int Peek => _at < _content.Length ? _content[_at] : -1;

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte()
    {
        if (_at >= _content.Length)
        {
            throw TooShort(1);
        }

        return _content[_at++];
    }

    /// <summary>Two bytes.</summary>
    public ushort UInt16() => BinaryPrimitives.ReadUInt16LittleEndian(Bytes(sizeof(ushort)));

    /// <summary>Four bytes.</summary>
    public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Bytes(sizeof(uint)));

    /// <summary>This many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)(_content.Length - _at))
        {
            throw TooShort(count);
        }

        ReadOnlySpan<byte> bytes = _content.Slice(_at, count);
        _at += count;
        return bytes;
    }

    /// <summary>A length-encoded integer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Number()
    {
        byte first = Byte();
        return first < NullMark ? first : LongNumber(first);
    }

    /// <summary>Bytes behind their length-encoded length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Text()
    {
        ulong length = Number();
        if (length > (ulong)(_content.Length - _at))
        {
            throw TooShort((long)Math.Min(length, long.MaxValue));
        }

        ReadOnlySpan<byte> bytes = _content.Slice(_at, (int)length);
        _at += (int)length;
        return bytes;
    }

    /// <summary>A text behind its length. Bytes that are no UTF-8 become U+FFFD: such texts are names and messages.</summary>
    public string String() => Encoding.UTF8.GetString(Text());

    /// <summary>Bytes that end with a zero byte, which is taken too; without one, all that is left, as old servers end their handshake.</summary>
    public ReadOnlySpan<byte> ZeroEnded()
    {
        int end = _content[_at..].IndexOf((byte)0);
        ReadOnlySpan<byte> bytes = end < 0 ? _content[_at..] : _content.Slice(_at, end);
        _at += end < 0 ? bytes.Length : end + 1;
        return bytes;
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> Rest()
    {
        ReadOnlySpan<byte> bytes = _content[_at..];
        _at = _content.Length;
        return bytes;
    }

    /// <summary>Checks that nothing is left.</summary>
    public readonly void End()
    {
        if (_at != _content.Length)
        {
            throw new WireFormatException($"{_content.Length - _at} bytes are left behind byte {_at} of a packet, where it was to end");
        }
    }

    private ulong LongNumber(byte first) => first switch
    {
        0xFC => UInt16(),
        0xFD => UInt16() | ((ulong)Byte() << 16),
        0xFE => BinaryPrimitives.ReadUInt64LittleEndian(Bytes(sizeof(ulong))),
        _ => throw new WireFormatException($"a length begins with 0x{first:X2} at byte {_at - 1} of a packet"),
    };

    private readonly WireFormatException TooShort(long needed) => new($"{needed} bytes are announced at byte {_at} of a packet, and {_content.Length - _at} are there");
}
