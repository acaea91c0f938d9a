using System.Buffers.Binary;
using System.Text;

namespace Hawser.Arrow.Ipc;

/// <summary>
/// Writes a FlatBuffers buffer from its end to its beginning, so that whatever is pointed to is written before what points to it. Positions that the
/// methods return count from the end of the buffer; 0 means "none". One table is open at a time.
/// </summary>
internal sealed class FlatBuilder
{
    private byte[] _bytes = new byte[512];
    private int _head = 512;
    private int _alignment = 1;
    private readonly int[] _fields = new int[8];
    private int _fieldCount;
    private int _tableEnd;

    private int Position => _bytes.Length - _head;

    public int AddString(string text)
    {
        int bytes = Encoding.UTF8.GetByteCount(text);
        Align(sizeof(int), bytes + 1);
        Push(1)[0] = 0;
        Encoding.UTF8.GetBytes(text, Push(bytes));
        return PushInt32(bytes);
    }

    /// <summary>A vector of pointers to tables that were written before.</summary>
    public int AddTables(ReadOnlySpan<int> tables)
    {
        Align(sizeof(int), tables.Length * sizeof(int));
        for (int i = tables.Length - 1; i >= 0; i--)
        {
            PushPointer(tables[i]);
        }

        return PushInt32(tables.Length);
    }

    /// <summary>A vector of 32-bit numbers.</summary>
    public int AddInt32s(ReadOnlySpan<int> values)
    {
        Align(sizeof(int), values.Length * sizeof(int));
        for (int i = values.Length - 1; i >= 0; i--)
        {
            PushInt32(values[i]);
        }

        return PushInt32(values.Length);
    }

    /// <summary>Opens a vector of structs of 64-bit alignment and returns the room for its <paramref name="count"/> elements, to be filled before the next call.</summary>
    public Span<byte> AddStructs(int count, int structBytes, out int vector)
    {
        int bytes = checked(count * structBytes);
        Align(sizeof(int), bytes);
        Align(sizeof(long), bytes);
        Push(bytes);
        vector = PushInt32(count);
        return _bytes.AsSpan(_head + sizeof(int), bytes);
    }

    public void StartTable(int fieldCount)
    {
        _fieldCount = fieldCount;
        _fields.AsSpan().Clear();
        _tableEnd = Position;
    }

    public void SetByte(int field, byte value)
    {
        Align(sizeof(byte), 0);
        Push(1)[0] = value;
        _fields[field] = Position;
    }

    public void SetBoolean(int field, bool value) => SetByte(field, value ? (byte)1 : (byte)0);

    public void SetInt16(int field, short value)
    {
        Align(sizeof(short), 0);
        BinaryPrimitives.WriteInt16LittleEndian(Push(sizeof(short)), value);
        _fields[field] = Position;
    }

    public void SetInt32(int field, int value)
    {
        Align(sizeof(int), 0);
        _fields[field] = PushInt32(value);
    }

    public void SetInt64(int field, long value)
    {
        Align(sizeof(long), 0);
        BinaryPrimitives.WriteInt64LittleEndian(Push(sizeof(long)), value);
        _fields[field] = Position;
    }

    /// <summary>Points a field to a table, vector or string; 0 leaves it absent.</summary>
    public void SetPointer(int field, int target)
    {
        if (target != 0)
        {
            Align(sizeof(int), 0);
            PushPointer(target);
            _fields[field] = Position;
        }
    }

    public int EndTable()
    {
        Align(sizeof(int), 0);
        int table = PushInt32(0);
        for (int i = _fieldCount - 1; i >= 0; i--)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(Push(sizeof(ushort)), checked((ushort)(_fields[i] == 0 ? 0 : table - _fields[i])));
        }

        BinaryPrimitives.WriteUInt16LittleEndian(Push(sizeof(ushort)), checked((ushort)(table - _tableEnd)));
        BinaryPrimitives.WriteUInt16LittleEndian(Push(sizeof(ushort)), (ushort)((_fieldCount + 2) * sizeof(ushort)));
        BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_bytes.Length - table), Position - table);
        return table;
    }

    /// <summary>Ends the buffer at its root table and returns its bytes, which stay valid until the builder is used again.</summary>
    public ReadOnlyMemory<byte> Finish(int root)
    {
        Align(Math.Max(_alignment, sizeof(long)), sizeof(int));
        PushPointer(root);
        ReadOnlyMemory<byte> result = _bytes.AsMemory(_head);
        _head = _bytes.Length;
        _alignment = 1;
        return result;
    }

    /// <summary>Pads so that, behind <paramref name="more"/> further bytes, the position is a multiple of the alignment.</summary>
    private void Align(int alignment, int more)
    {
        _alignment = Math.Max(_alignment, alignment);
        Push(-(Position + more) & (alignment - 1)).Clear();
    }

    private int PushInt32(int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(Push(sizeof(int)), value);
        return Position;
    }

    private void PushPointer(int target) => PushInt32(Position + sizeof(int) - target);

    private Span<byte> Push(int bytes)
    {
        if (bytes > _head)
        {
            int used = Position;
            byte[] larger = new byte[checked(Math.Max(_bytes.Length * 2, used + bytes))];
            _bytes.AsSpan(_head).CopyTo(larger.AsSpan(larger.Length - used));
            _head = larger.Length - used;
            _bytes = larger;
        }

        _head -= bytes;
        return _bytes.AsSpan(_head, bytes);
    }
}
