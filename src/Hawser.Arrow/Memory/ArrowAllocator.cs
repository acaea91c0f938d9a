using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Hawser.Arrow;

/// <summary>
/// Hands out 64-byte-aligned native memory, counts what is alive and holds it under a ceiling. Blocks that come back are kept, within a bound, for
/// the next batch. Thread-safe. Tests read <see cref="AllocatedBytes"/> as zero when every owner has disposed.
/// </summary>
/// <remarks>There is no finalizer behind a buffer: memory that is not disposed is not given back, and the count here shows it.</remarks>
public sealed unsafe class ArrowAllocator : IDisposable
{
    /// <summary>The alignment of every block, in bytes, as the Arrow format recommends.</summary>
    public const int Alignment = 64;

    private const int SmallestKeptLog2 = 12;
    private const int LargestKeptLog2 = 24;
    private readonly ConcurrentBag<nint>[] _kept = new ConcurrentBag<nint>[LargestKeptLog2 - SmallestKeptLog2 + 1];
    private readonly long _keepBytes;
    private long _keptBytes;
    private long _allocatedBytes;
    private long _peakBytes;
    private long _liveBuffers;
    private volatile bool _disposed;

    /// <summary>Makes an allocator.</summary>
    /// <param name="limitBytes">The ceiling over all live blocks; a request beyond it throws <see cref="ArrowException"/>. Default: none.</param>
    /// <param name="keepBytes">How much freed memory is kept for reuse. Default 32 MiB.</param>
    public ArrowAllocator(long limitBytes = long.MaxValue, long keepBytes = 32L << 20)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limitBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(keepBytes);
        LimitBytes = limitBytes;
        _keepBytes = keepBytes;
        for (int i = 0; i < _kept.Length; i++)
        {
            _kept[i] = [];
        }
    }

    /// <summary>The allocator that is used when none is named: no ceiling.</summary>
    public static ArrowAllocator Default { get; } = new();

    /// <summary>The ceiling over <see cref="AllocatedBytes"/>.</summary>
    public long LimitBytes { get; }

    /// <summary>Bytes in live blocks (kept free blocks not counted).</summary>
    public long AllocatedBytes => Interlocked.Read(ref _allocatedBytes);

    /// <summary>The highest <see cref="AllocatedBytes"/> so far.</summary>
    public long PeakBytes => Interlocked.Read(ref _peakBytes);

    /// <summary>How many blocks are alive.</summary>
    public long LiveBuffers => Interlocked.Read(ref _liveBuffers);

    /// <summary>A buffer of exactly <paramref name="length"/> bytes whose content is not defined. The caller owns one reference.</summary>
    /// <exception cref="ArrowException">The ceiling would be passed.</exception>
    public ArrowBuffer Allocate(long length)
    {
        long capacity = RoundUp(length);
        return new ArrowBuffer(this, Take(capacity), length, capacity);
    }

    /// <summary>A buffer of zero bytes in value. The caller owns one reference.</summary>
    /// <exception cref="ArrowException">The ceiling would be passed.</exception>
    public ArrowBuffer AllocateZeroed(long length)
    {
        ArrowBuffer buffer = Allocate(length);
        NativeMemory.Clear(buffer.Pointer, (nuint)buffer.Capacity);
        return buffer;
    }

    /// <summary>A buffer with a copy of these bytes. The caller owns one reference.</summary>
    /// <exception cref="ArrowException">The ceiling would be passed.</exception>
    public ArrowBuffer CopyOf(ReadOnlySpan<byte> bytes)
    {
        ArrowBuffer buffer = Allocate(bytes.Length);
        bytes.CopyTo(new Span<byte>(buffer.Pointer, bytes.Length));
        return buffer;
    }

    /// <summary>Gives the kept free blocks back to the system. Live buffers stay valid; their memory is freed, not kept, when they are released.</summary>
    public void Dispose()
    {
        _disposed = true;
        FreeKept();
    }

    private void FreeKept()
    {
        for (int i = 0; i < _kept.Length; i++)
        {
            while (_kept[i].TryTake(out nint pointer))
            {
                Interlocked.Add(ref _keptBytes, -(1L << (i + SmallestKeptLog2)));
                NativeMemory.AlignedFree((void*)pointer);
            }
        }
    }

    internal static long RoundUp(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (length < 1 << SmallestKeptLog2)
        {
            return Math.Max(Alignment, (length + Alignment - 1) & -Alignment);
        }

        return length <= 1 << LargestKeptLog2
            ? (long)BitOperations.RoundUpToPowerOf2((ulong)length)
            : checked(length + 4095) & -4096;
    }

    internal byte* Take(long capacity)
    {
        long now = Interlocked.Add(ref _allocatedBytes, capacity);
        if (now > LimitBytes)
        {
            Interlocked.Add(ref _allocatedBytes, -capacity);
            ThrowOverLimit(capacity, now - capacity);
        }

        for (long peak = Interlocked.Read(ref _peakBytes); now > peak;)
        {
            long seen = Interlocked.CompareExchange(ref _peakBytes, now, peak);
            if (seen == peak)
            {
                break;
            }

            peak = seen;
        }

        Interlocked.Increment(ref _liveBuffers);
        if (ClassOf(capacity) is int kept and >= 0 && _kept[kept].TryTake(out nint pointer))
        {
            Interlocked.Add(ref _keptBytes, -capacity);
            return (byte*)pointer;
        }

        try
        {
            return (byte*)NativeMemory.AlignedAlloc((nuint)capacity, Alignment);
        }
        catch (OutOfMemoryException)
        {
            Interlocked.Add(ref _allocatedBytes, -capacity);
            Interlocked.Decrement(ref _liveBuffers);
            throw;
        }
    }

    internal void Return(byte* pointer, long capacity)
    {
        Interlocked.Add(ref _allocatedBytes, -capacity);
        Interlocked.Decrement(ref _liveBuffers);
        if (!_disposed && ClassOf(capacity) is int kept and >= 0)
        {
            if (Interlocked.Add(ref _keptBytes, capacity) <= _keepBytes)
            {
                _kept[kept].Add((nint)pointer);
                if (_disposed)
                {
                    FreeKept();
                }

                return;
            }

            Interlocked.Add(ref _keptBytes, -capacity);
        }

        NativeMemory.AlignedFree(pointer);
    }

    private static int ClassOf(long capacity)
    {
        if (!BitOperations.IsPow2(capacity))
        {
            return -1;
        }

        int log2 = BitOperations.Log2((ulong)capacity);
        return log2 is >= SmallestKeptLog2 and <= LargestKeptLog2 ? log2 - SmallestKeptLog2 : -1;
    }

    [DoesNotReturn]
    private void ThrowOverLimit(long requested, long live) =>
        throw new ArrowException($"The memory ceiling of {LimitBytes} bytes is reached: {live} bytes are in use and {requested} more were asked for. Raise the ceiling or use smaller batches.") { IsLimit = true };
}
