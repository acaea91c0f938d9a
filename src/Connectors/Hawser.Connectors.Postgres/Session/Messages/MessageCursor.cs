using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>Reads the content of one message from front to back. The only place that takes lengths from a server at their word, after checking them.</summary>
/// <remarks>Source: PostgreSQL documentation, "Message Data Types": integers are in network byte order, strings end with a zero byte.</remarks>
internal ref struct MessageCursor(ReadOnlySpan<byte> content)
{
    private ReadOnlySpan<byte> _rest = content;

    /// <summary>Bytes not read yet.</summary>
    public readonly int Remaining => _rest.Length;

    /// <summary>One byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte()
    {
        if (_rest.IsEmpty)
        {
            throw TooShort(1);
        }

        byte value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>Two bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public short Int16()
    {
        if (!BinaryPrimitives.TryReadInt16BigEndian(_rest, out short value))
        {
            throw TooShort(sizeof(short));
        }

        _rest = _rest[sizeof(short)..];
        return value;
    }

    /// <summary>Four bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Int32()
    {
        if (!BinaryPrimitives.TryReadInt32BigEndian(_rest, out int value))
        {
            throw TooShort(sizeof(int));
        }

        _rest = _rest[sizeof(int)..];
        return value;
    }

    /// <summary>Eight bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Int64()
    {
        if (!BinaryPrimitives.TryReadInt64BigEndian(_rest, out long value))
        {
            throw TooShort(sizeof(long));
        }

        _rest = _rest[sizeof(long)..];
        return value;
    }

    /// <summary>This many bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw TooShort(count);
        }

        ReadOnlySpan<byte> bytes = _rest[..count];
        _rest = _rest[count..];
        return bytes;
    }

    /// <summary>All that is left.</summary>
    public ReadOnlySpan<byte> Rest()
    {
        ReadOnlySpan<byte> bytes = _rest;
        _rest = default;
        return bytes;
    }

    /// <summary>A text that ends with a zero byte, which is taken too. Bytes that are no UTF-8 become U+FFFD: such texts are read by people only.</summary>
    public string Text()
    {
        int end = _rest.IndexOf((byte)0);
        if (end < 0)
        {
            throw new WireFormatException($"a text of {_rest.Length} bytes has no end");
        }

        string text = Encoding.UTF8.GetString(_rest[..end]);
        _rest = _rest[(end + 1)..];
        return text;
    }

    /// <summary>Checks that nothing is left.</summary>
    public readonly void End()
    {
        if (!_rest.IsEmpty)
        {
            throw new WireFormatException($"{_rest.Length} bytes are left behind the end");
        }
    }

    private readonly WireFormatException TooShort(int needed) => new($"{needed} bytes are announced and {_rest.Length} are there");
}
