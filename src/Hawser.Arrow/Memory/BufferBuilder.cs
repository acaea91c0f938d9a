using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>
/// A growing block of native memory. <see cref="Finish"/> hands the block over as an <see cref="ArrowBuffer"/> without copying and leaves the builder
/// empty and ready for the next batch. Not thread-safe.
/// </summary>
public sealed unsafe class BufferBuilder : IDisposable
{
    private readonly ArrowAllocator _allocator;
    private byte* _pointer;
    private long _capacity;
    private long _length;

    /// <summary>Makes an empty builder; memory is taken at the first write.</summary>
    public BufferBuilder(ArrowAllocator allocator)
    {
        ArgumentNullException.ThrowIfNull(allocator);
        _allocator = allocator;
    }

    /// <summary>Bytes written.</summary>
    public long Length => _length;

    /// <summary>Bytes that fit without growing.</summary>
    public long Capacity => _capacity;

    /// <summary>The first byte; moves when the builder grows, null while nothing is allocated.</summary>
    public byte* Pointer => _pointer;

    /// <summary>Makes room for <paramref name="more"/> bytes behind <see cref="Length"/> and returns where they go. <see cref="Advance"/> says how many were written.</summary>
    /// <exception cref="ArrowException">The allocator's ceiling would be passed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte* Reserve(long more)
    {
        if (more > _capacity - _length)
        {
            Grow(more);
        }

        return _pointer + _length;
    }

    /// <summary>Counts bytes that were written into reserved room.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Advance(long written) => _length += written;

    /// <summary>Writes one value.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append<T>(T value)
        where T : unmanaged
    {
        Unsafe.WriteUnaligned(Reserve(sizeof(T)), value);
        _length += sizeof(T);
    }

    /// <summary>Writes bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(new Span<byte>(Reserve(bytes.Length), bytes.Length));
        _length += bytes.Length;
    }

    /// <summary>Writes zero bytes in value.</summary>
    public void AppendZeros(long count)
    {
        byte* p = Reserve(count);
        Unsafe.InitBlockUnaligned(p, 0, checked((uint)count));
        _length += count;
    }

    /// <summary>Forgets what was written; the memory is kept.</summary>
    public void Clear() => _length = 0;

    /// <summary>Hands the memory over; the caller owns one reference. The builder is then empty.</summary>
    public ArrowBuffer Finish()
    {
        if (_pointer == null)
        {
            return _allocator.Allocate(0);
        }

        var buffer = new ArrowBuffer(_allocator, _pointer, _length, _capacity);
        _pointer = null;
        _capacity = 0;
        _length = 0;
        return buffer;
    }

    /// <summary>Frees what was not handed over.</summary>
    public void Dispose()
    {
        if (_pointer != null)
        {
            _allocator.Return(_pointer, _capacity);
            _pointer = null;
            _capacity = 0;
            _length = 0;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(long more)
    {
        long needed = checked(_length + more);
        long capacity = ArrowAllocator.RoundUp(Math.Max(needed, Math.Min(_capacity * 2, needed + (256L << 20))));
        byte* pointer = _allocator.Take(capacity);
        if (_pointer != null)
        {
            Buffer.MemoryCopy(_pointer, pointer, capacity, _length);
            _allocator.Return(_pointer, _capacity);
        }

        _pointer = pointer;
        _capacity = capacity;
    }
}
