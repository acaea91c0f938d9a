using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>
/// A block of native memory with counted ownership: whoever holds a reference calls <see cref="Release"/> once, and the last one frees it.
/// The content may be written only by the builder that made it; once in an array it does not change.
/// </summary>
public sealed unsafe class ArrowBuffer
{
    private readonly ArrowAllocator? _allocator;
    private readonly IForeignMemory? _foreign;
    private int _references = 1;

    internal ArrowBuffer(ArrowAllocator allocator, byte* pointer, long length, long capacity)
    {
        _allocator = allocator;
        Pointer = pointer;
        Length = length;
        Capacity = capacity;
    }

    /// <summary>Wraps memory that somebody else allocated. The buffer holds one reference on <paramref name="owner"/> and gives it back when it is freed.</summary>
    public ArrowBuffer(IForeignMemory owner, byte* pointer, long length)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        owner.Retain();
        _foreign = owner;
        Pointer = pointer;
        Length = length;
        Capacity = length;
    }

    /// <summary>The first byte; 64-byte aligned when the memory is ours.</summary>
    public byte* Pointer { get; }

    /// <summary>Bytes in use.</summary>
    public long Length { get; }

    /// <summary>Bytes allocated.</summary>
    public long Capacity { get; }

    /// <summary>How many owners there are; 0 when freed.</summary>
    public int ReferenceCount => Volatile.Read(ref _references);

    /// <summary>The bytes. <see cref="ArrowException"/> when there are more than a span can hold.</summary>
    public ReadOnlySpan<byte> Span
    {
        get
        {
            ThrowIfFreed();
            return Length <= int.MaxValue
                ? new ReadOnlySpan<byte>(Pointer, (int)Length)
                : throw new ArrowException($"A buffer of {Length} bytes is too long for a span; read it in parts through its pointer.");
        }
    }

    /// <summary>Takes one more reference and returns this buffer.</summary>
    public ArrowBuffer Retain()
    {
        if (Interlocked.Increment(ref _references) <= 1)
        {
            Interlocked.Decrement(ref _references);
            throw new ObjectDisposedException(nameof(ArrowBuffer));
        }

        return this;
    }

    /// <summary>Gives one reference back; the last one frees the memory.</summary>
    public void Release()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left == 0)
        {
            _allocator?.Return(Pointer, Capacity);
            _foreign?.Release();
        }
        else if (left < 0)
        {
            Interlocked.Increment(ref _references);
            throw new ObjectDisposedException(nameof(ArrowBuffer));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ThrowIfFreed() => ObjectDisposedException.ThrowIf(_references <= 0, this);
}
