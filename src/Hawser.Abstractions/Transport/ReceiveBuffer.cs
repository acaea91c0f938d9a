using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>
/// Bytes that came and are not read yet. Messages are read in place. One message that is larger than the buffer makes it grow, only as fast as bytes come and out of an allocator with a
/// ceiling; what it grew by is given back when that message was read.
/// </summary>
public sealed class ReceiveBuffer
{
    /// <summary>The size while no message is larger.</summary>
    public const int NormalBytes = 512 << 10;

    private readonly byte[] _normal = GC.AllocateUninitializedArray<byte>(NormalBytes, pinned: true);
    private GrownMemory? _grown;
    private Memory<byte> _memory;
    private int _start;
    private int _end;

    /// <summary>Makes an empty buffer of <see cref="NormalBytes"/>.</summary>
    public ReceiveBuffer() => _memory = _normal;

    /// <summary>Where memory for a huge message comes from.</summary>
    public ArrowAllocator Allocator { get; set; } = ArrowAllocator.Default;

    /// <summary>What came and is not read yet.</summary>
    public ReadOnlySpan<byte> Unread => _memory.Span[_start.._end];

    /// <summary>Counts bytes as read.</summary>
    public void Consume(int count)
    {
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
            Shrink();
        }
    }

    /// <summary>Where further bytes go: never empty. <see cref="ArrowException"/> when a huge message passes the allocator's ceiling.</summary>
    /// <param name="messageBytes">The size of the message that is not whole yet.</param>
    public Memory<byte> Room(int messageBytes)
    {
        if (_end == _memory.Length || (_start > 0 && _memory.Length - _start < messageBytes))
        {
            MoveToFront(messageBytes);
        }

        return _memory[_end..];
    }

    /// <summary>Counts bytes that were written into <see cref="Room"/>.</summary>
    public void Advance(int count) => _end += count;

    /// <summary>Takes bytes out of the middle of what is not read yet, as the heads between the parts of one message are.</summary>
    /// <param name="offset">Where they begin, counted from the first unread byte.</param>
    /// <param name="count">How many they are.</param>
    public void Cut(int offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)offset + count, _end - _start);
        int from = _start + offset + count;
        _memory.Span[from.._end].CopyTo(_memory.Span[(_start + offset)..]);
        _end -= count;
    }

    /// <summary>Forgets what came, and gives back what a huge message took.</summary>
    public void Clear()
    {
        _start = _end = 0;
        Shrink();
    }

    private void MoveToFront(int messageBytes)
    {
        int unread = _end - _start;
        if (unread < _memory.Length)
        {
            if (unread <= NormalBytes && messageBytes <= NormalBytes && _grown is not null)
            {
                Unread.CopyTo(_normal);
                Shrink();
            }
            else
            {
                Unread.CopyTo(_memory.Span);
            }
        }
        else
        {
            Grow(messageBytes);
        }

        _start = 0;
        _end = unread;
    }

    private void Grow(int messageBytes)
    {
        long bytes = Math.Min(Math.Max(messageBytes, _memory.Length + 1L), _memory.Length * 2L);
        var grown = new GrownMemory(Allocator.Allocate(Math.Min(bytes, Array.MaxLength)));
        Unread.CopyTo(grown.GetSpan());
        ((IDisposable?)_grown)?.Dispose();
        _grown = grown;
        _memory = grown.Memory;
    }

    private void Shrink()
    {
        if (_grown is not null)
        {
            ((IDisposable)_grown).Dispose();
            _grown = null;
            _memory = _normal;
        }
    }
}
