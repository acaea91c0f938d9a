using System.Buffers;
using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>A native block as memory that a socket can write into. Takes over one reference of the block.</summary>
internal sealed unsafe class GrownMemory(ArrowBuffer block) : MemoryManager<byte>
{
    private bool _isReleased;

    public override Span<byte> GetSpan()
    {
        ObjectDisposedException.ThrowIf(_isReleased, this);
        return new Span<byte>(block.Pointer, (int)block.Length);
    }

    public override MemoryHandle Pin(int elementIndex = 0) => new(block.Pointer + elementIndex);

    public override void Unpin()
    {
        // Native memory does not move.
    }

    protected override void Dispose(bool disposing)
    {
        if (!_isReleased)
        {
            _isReleased = true;
            block.Release();
        }
    }
}
