using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// The bytes of rows that are not sent yet, behind room for a packet's header, in one block of native memory that is used again and again. It grows only for a row that is larger than the block.
/// </summary>
internal sealed unsafe class LoadOutput : MemoryManager<byte>
{
    /// <summary>The longest value that a server takes in one packet.</summary>
    public const long MostValueBytes = 1L << 30;

    public const string TooLong = "is longer than the gigabyte that a server takes";

    private const int RoomBytes = 64 * 1024;
    private const int HeaderBytes = PacketReader.HeaderBytes;
    private const byte Escape = (byte)'\\';

    // What ends a field, a row or a literal, and what takes that from them.
    private static readonly SearchValues<byte> Special = SearchValues.Create("\\\t\n'"u8);

    private readonly ArrowAllocator _allocator;
    private readonly int _blockBytes;
    private ArrowBuffer _buffer;
    private byte* _start;
    private byte* _cursor;
    private byte* _end;

    /// <param name="allocator">Where the memory comes from.</param>
    /// <param name="blockBytes">From how many bytes on it is full.</param>
    public LoadOutput(ArrowAllocator allocator, int blockBytes)
    {
        (_allocator, _blockBytes) = (allocator, blockBytes);
        _buffer = allocator.Allocate(HeaderBytes + blockBytes + RoomBytes);
        Take(_buffer, 0);
    }

    /// <summary>Whether bytes that would mean something in a file of LOAD DATA or in a literal get an escape before them.</summary>
    public bool IsEscaping { get; set; } = true;

    /// <summary>How many bytes wait.</summary>
    public int Length => (int)(_cursor - _start) - HeaderBytes;

    /// <summary>Whether there is enough to be sent.</summary>
    public bool IsFull => Length >= _blockBytes;

    /// <summary>What waits. Valid until the next byte is written.</summary>
    public ReadOnlyMemory<byte> Content => CreateMemory(HeaderBytes, Length);

    /// <summary>A part of what waits, with room for a packet's header before it, which may overwrite the part before.</summary>
    public Memory<byte> Packet(int from, int length) => CreateMemory(from, HeaderBytes + length);

    /// <summary>Room for some bytes, to be filled and then counted by <see cref="Advance"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Reserve(int bytes)
    {
        if (_end - _cursor < bytes)
        {
            Grow(bytes);
        }

        return _cursor;
    }

    /// <summary>Counts bytes that were filled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(int bytes) => _cursor += bytes;

    /// <summary>Appends a byte.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Byte(byte value)
    {
        *Reserve(1) = value;
        _cursor++;
    }

    /// <summary>Appends a number of 64 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Int64(long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(new Span<byte>(Reserve(sizeof(long)), sizeof(long)), value);
        _cursor += sizeof(long);
    }

    /// <summary>Appends bytes as they are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(Reserve(bytes.Length), bytes.Length));
        _cursor += bytes.Length;
    }

    /// <summary>Appends any bytes, where the form asks for it with an escape before each that means something in a file of LOAD DATA or in a literal; both read it as the byte itself.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Escaped(ReadOnlySpan<byte> bytes)
    {
        if (!IsEscaping)
        {
            Bytes(bytes);
            return;
        }

        byte* at = Reserve(checked(2 * bytes.Length));
        while (true)
        {
            int run = bytes.IndexOfAny(Special);
            int plain = run < 0 ? bytes.Length : run;
            bytes[..plain].CopyTo(new Span<byte>(at, plain));
            at += plain;
            if (run < 0)
            {
                break;
            }

            *at++ = Escape;
            *at++ = bytes[run];
            bytes = bytes[(run + 1)..];
        }

        _cursor = at;
    }

    /// <summary>Puts the length of what was written behind a byte in place of that byte, as a length-encoded integer.</summary>
    /// <param name="position">The byte's.</param>
    public void PutLength(int position)
    {
        int length = Length - position - 1;
        if (length < PacketCursor.NullMark)
        {
            _start[HeaderBytes + position] = (byte)length;
            return;
        }

        (byte mark, int size) = length <= ushort.MaxValue ? ((byte)0xFC, 2) : length < 1 << 24 ? ((byte)0xFD, 3) : ((byte)0xFE, sizeof(long));
        Reserve(size);
        byte* at = _start + HeaderBytes + position;
        Buffer.MemoryCopy(at + 1, at + 1 + size, length, length);
        *at = mark;
        for (int i = 0; i < size; i++)
        {
            at[1 + i] = (byte)((long)length >> (8 * i));
        }

        _cursor += size;
    }

    /// <summary>Forgets what was written behind a position.</summary>
    public void Truncate(int length) => _cursor = _start + HeaderBytes + length;

    /// <summary>Begins anew, in a block of the usual size.</summary>
    public void Clear()
    {
        if (_buffer.Length > HeaderBytes + _blockBytes + RoomBytes)
        {
            _buffer.Release();
            _start = _cursor = _end = null;
            _buffer = _allocator.Allocate(HeaderBytes + _blockBytes + RoomBytes);
            Take(_buffer, 0);
        }

        _cursor = _start + HeaderBytes;
    }

    public override Span<byte> GetSpan() => new(_start, (int)(_end - _start));

    // Native memory does not move.
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_start != null)
        {
            _start = _cursor = _end = null;
            _buffer.Release();
        }
    }

    private void Grow(int bytes)
    {
        int used = Length;
        long wanted = Math.Max((long)HeaderBytes + used + bytes + RoomBytes, Math.Min(_buffer.Length * 2, int.MaxValue / 2));
        if (wanted > int.MaxValue)
        {
            throw new ConnectorException(ConnectorStatus.ResourceExhausted, MySqlErrors.Connector, $"a row of more than {int.MaxValue} bytes cannot be sent.");
        }

        ArrowBuffer larger = _allocator.Allocate(wanted);
        Buffer.MemoryCopy(_start, larger.Pointer, larger.Length, HeaderBytes + used);
        _buffer.Release();
        _buffer = larger;
        Take(larger, used);
    }

    private void Take(ArrowBuffer buffer, int used)
    {
        _start = buffer.Pointer;
        _cursor = _start + HeaderBytes + used;
        _end = _start + buffer.Length;
    }
}
