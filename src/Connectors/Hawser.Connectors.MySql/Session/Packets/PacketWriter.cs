using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Hawser.Connectors.MySql.Session.Packets;

/// <summary>Builds the content of a packet.</summary>
internal sealed class PacketWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(256);

    /// <summary>What was written.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.WrittenMemory;

    /// <summary>Forgets what was written and keeps the room.</summary>
    public void Clear() => _bytes.ResetWrittenCount();

    /// <summary>One byte.</summary>
    public PacketWriter Byte(byte value)
    {
        _bytes.GetSpan(1)[0] = value;
        _bytes.Advance(1);
        return this;
    }

    /// <summary>Two bytes.</summary>
    public PacketWriter UInt16(ushort value)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(sizeof(ushort)), value);
        _bytes.Advance(sizeof(ushort));
        return this;
    }

    /// <summary>Four bytes.</summary>
    public PacketWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(sizeof(uint)), value);
        _bytes.Advance(sizeof(uint));
        return this;
    }

    /// <summary>Eight bytes.</summary>
    public PacketWriter UInt64(ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(_bytes.GetSpan(sizeof(ulong)), value);
        _bytes.Advance(sizeof(ulong));
        return this;
    }

    /// <summary>Bytes as they are.</summary>
    public PacketWriter Bytes(ReadOnlySpan<byte> value)
    {
        _bytes.Write(value);
        return this;
    }

    /// <summary>Zero bytes.</summary>
    public PacketWriter Zeros(int count)
    {
        _bytes.GetSpan(count)[..count].Clear();
        _bytes.Advance(count);
        return this;
    }

    /// <summary>A length-encoded integer.</summary>
    public PacketWriter Number(ulong value) => value switch
    {
        < PacketCursor.NullMark => Byte((byte)value),
        <= ushort.MaxValue => Byte(0xFC).UInt16((ushort)value),
        < 1 << 24 => Byte(0xFD).UInt16((ushort)value).Byte((byte)(value >> 16)),
        _ => Byte(0xFE).UInt64(value),
    };

    /// <summary>Bytes behind their length.</summary>
    public PacketWriter Text(ReadOnlySpan<byte> value) => Number((ulong)value.Length).Bytes(value);

    /// <summary>A text behind its length.</summary>
    public PacketWriter Text(string value) => Text(Encoding.UTF8.GetBytes(value));

    /// <summary>A text as it is.</summary>
    public PacketWriter Characters(string value)
    {
        Encoding.UTF8.GetBytes(value, _bytes);
        return this;
    }

    /// <summary>A text and a zero byte.</summary>
    public PacketWriter ZeroEnded(string value) => Characters(value).Byte(0);
}
