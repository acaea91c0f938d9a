using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hawser.Arrow.Ipc;

/// <summary>
/// A bounds-checked view of one FlatBuffers table. Every read of untrusted metadata goes through here and <see cref="FlatVector"/>: a position, length
/// or string outside the buffer is an <see cref="ArrowException"/>.
/// </summary>
/// <remarks>Source: FlatBuffers, "Internals": a table begins with the signed distance to its vtable, which lists where each field lies.</remarks>
internal readonly ref struct FlatTable
{
    private static readonly UTF8Encoding StrictUtf8 = new(false, true);
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _position;
    private readonly int _size;
    private readonly int _vtable;
    private readonly int _vtableSize;

    public FlatTable(ReadOnlySpan<byte> buffer, int position)
    {
        _buffer = buffer;
        _position = position;
        long vtable = position - (long)ReadInt32(buffer, position);
        _vtableSize = ReadUInt16(buffer, vtable);
        _size = ReadUInt16(buffer, vtable + 2);
        _vtable = (int)vtable;
        if (_vtableSize < 4 || _size < 4 || vtable + _vtableSize > buffer.Length || (long)position + _size > buffer.Length)
        {
            ThrowOutside("table", position);
        }
    }

    /// <summary>The table that the buffer begins with a pointer to.</summary>
    public static FlatTable Root(ReadOnlySpan<byte> buffer) => new(buffer, Follow(buffer, 0));

    public bool Has(int field) => FieldAt(field, 1) >= 0;

    public bool GetBoolean(int field) => GetByte(field) != 0;

    public byte GetByte(int field, byte absent = 0)
    {
        int at = FieldAt(field, sizeof(byte));
        return at < 0 ? absent : _buffer[at];
    }

    public short GetInt16(int field, short absent = 0)
    {
        int at = FieldAt(field, sizeof(short));
        return at < 0 ? absent : BinaryPrimitives.ReadInt16LittleEndian(_buffer[at..]);
    }

    public int GetInt32(int field, int absent = 0)
    {
        int at = FieldAt(field, sizeof(int));
        return at < 0 ? absent : BinaryPrimitives.ReadInt32LittleEndian(_buffer[at..]);
    }

    public long GetInt64(int field, long absent = 0)
    {
        int at = FieldAt(field, sizeof(long));
        return at < 0 ? absent : BinaryPrimitives.ReadInt64LittleEndian(_buffer[at..]);
    }

    /// <summary>The table a field points to; false when the field is absent.</summary>
    public bool TryGetTable(int field, out FlatTable table)
    {
        int at = FieldAt(field, sizeof(int));
        table = at < 0 ? default : new FlatTable(_buffer, Follow(_buffer, at));
        return at >= 0;
    }

    /// <summary>The table a field points to, which the format says is always there.</summary>
    public FlatTable GetTable(int field, string name) =>
        TryGetTable(field, out FlatTable table) ? table : throw new ArrowException($"The Arrow metadata has no {name}.");

    /// <summary>The vector a field points to; empty when the field is absent.</summary>
    public FlatVector GetVector(int field, int elementBytes)
    {
        int at = FieldAt(field, sizeof(int));
        return at < 0 ? default : FlatVector.At(_buffer, Follow(_buffer, at), elementBytes);
    }

    /// <summary>The text a field points to; null when the field is absent.</summary>
    public string? GetString(int field, DecodeBudget budget)
    {
        ReadOnlySpan<byte> bytes = GetVector(field, 1).Bytes;
        budget.Spend(bytes.Length);
        try
        {
            return FieldAt(field, sizeof(int)) < 0 ? null : StrictUtf8.GetString(bytes);
        }
        catch (DecoderFallbackException e)
        {
            throw new ArrowException("A text in the Arrow metadata is not UTF-8.", e);
        }
    }

    internal static int Follow(ReadOnlySpan<byte> buffer, int at)
    {
        long target = at + (long)(uint)ReadInt32(buffer, at);
        if (target > buffer.Length - sizeof(int))
        {
            ThrowOutside("pointer", at);
        }

        return (int)target;
    }

    internal static int ReadInt32(ReadOnlySpan<byte> buffer, long at)
    {
        if (at < 0 || at > buffer.Length - sizeof(int))
        {
            ThrowOutside("number", at);
        }

        return BinaryPrimitives.ReadInt32LittleEndian(buffer[(int)at..]);
    }

    [DoesNotReturn]
    internal static void ThrowOutside(string what, long at) =>
        throw new ArrowException($"The Arrow metadata is damaged: a {what} at byte {at} leads outside it.");

    private static ushort ReadUInt16(ReadOnlySpan<byte> buffer, long at)
    {
        if (at < 0 || at > buffer.Length - sizeof(ushort))
        {
            ThrowOutside("vtable", at);
        }

        return BinaryPrimitives.ReadUInt16LittleEndian(buffer[(int)at..]);
    }

    private int FieldAt(int field, int bytes)
    {
        int entry = 4 + (field * 2);
        if (entry + 2 > _vtableSize)
        {
            return -1;
        }

        int offset = ReadUInt16(_buffer, _vtable + entry);
        if (offset == 0)
        {
            return -1;
        }

        if (offset < 4 || offset + bytes > _size)
        {
            ThrowOutside("field", _position);
        }

        return _position + offset;
    }
}
