using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>The bytes of a COPY that are not sent yet, in one block of native memory that is used again and again. It grows only for a row that is larger than the block.</summary>
internal sealed unsafe class CopyOutput : MemoryManager<byte>
{
    /// <summary>From how many bytes on a block is sent. The server copies a message through its own memory before it looks at a row, which costs less while that fits the processor's cache.</summary>
    public const int BlockBytes = 64 * 1024;

    private const int RoomBytes = 64 * 1024;

    private readonly ArrowAllocator _allocator;
    private ArrowBuffer _buffer;
    private byte* _start;
    private byte* _cursor;
    private byte* _end;

    public CopyOutput(ArrowAllocator allocator)
    {
        _allocator = allocator;
        _buffer = allocator.Allocate(BlockBytes + RoomBytes);
        Take(_buffer, 0);
    }

    /// <summary>How many bytes wait.</summary>
    public int Length => (int)(_cursor - _start);

    /// <summary>Whether there is enough to be sent.</summary>
    public bool IsFull => _cursor - _start >= BlockBytes;

    /// <summary>What waits. Valid until the next byte is written.</summary>
    public ReadOnlyMemory<byte> Written => CreateMemory(0, Length);

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

    /// <summary>Appends a number of 16 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Int16(short value)
    {
        Put(Reserve(sizeof(short)), value);
        _cursor += sizeof(short);
    }

    /// <summary>Appends a number of 32 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Int32(int value)
    {
        Put(Reserve(sizeof(int)), value);
        _cursor += sizeof(int);
    }

    /// <summary>Appends bytes behind their length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Field(byte* bytes, int length)
    {
        byte* at = Reserve(sizeof(int) + length);
        Put(at, length);
        Unsafe.CopyBlockUnaligned(at + sizeof(int), bytes, (uint)length);
        _cursor = at + sizeof(int) + length;
    }

    /// <summary>Appends bytes as they are.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(Reserve(bytes.Length), bytes.Length));
        _cursor += bytes.Length;
    }

    /// <summary>Writes a length at a place that was left for it.</summary>
    public void PutLength(int position, int length) => Put(_start + position, length);

    /// <summary>The bytes from a position on, to be changed in place.</summary>
    public Span<byte> From(int position) => new(_start + position, Length - position);

    /// <summary>Forgets what was written behind a position.</summary>
    public void Truncate(int length) => _cursor = _start + length;

    /// <summary>Begins anew, in a block of the usual size.</summary>
    public void Clear()
    {
        if (_buffer.Length > BlockBytes + RoomBytes)
        {
            _buffer.Release();
            _start = _cursor = _end = null;
            _buffer = _allocator.Allocate(BlockBytes + RoomBytes);
            Take(_buffer, 0);
        }

        _cursor = _start;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(byte* at, short value) => Unsafe.WriteUnaligned(at, BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(byte* at, int value) => Unsafe.WriteUnaligned(at, BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Put(byte* at, long value) => Unsafe.WriteUnaligned(at, BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value);

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
        long wanted = Math.Max((long)used + bytes + RoomBytes, Math.Min(_buffer.Length * 2, int.MaxValue / 2));
        if (wanted > int.MaxValue)
        {
            throw new ConnectorException(ConnectorStatus.ResourceExhausted, PostgresErrors.Connector, $"a row of more than {int.MaxValue} bytes cannot be sent.");
        }

        ArrowBuffer larger = _allocator.Allocate(wanted);
        Buffer.MemoryCopy(_start, larger.Pointer, larger.Length, used);
        _buffer.Release();
        _buffer = larger;
        Take(larger, used);
    }

    private void Take(ArrowBuffer buffer, int used)
    {
        _start = buffer.Pointer;
        _cursor = _start + used;
        _end = _start + buffer.Length;
    }
}
