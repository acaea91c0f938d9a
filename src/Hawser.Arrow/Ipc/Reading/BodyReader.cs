using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>Hands out the buffers of one batch in their order, each a slice of the body.</summary>
internal sealed unsafe class BodyReader
{
    // What a typed access needs at the least; a sloppy writer's buffer is moved, not refused.
    private const int NeededAlignment = 8;
    private const long StoredAsItIs = -1;

    // Buffers may share bytes in the format; without a bound, a small body shared by very many columns would take hours to look through.
    private const int SharingFactor = 16;
    private readonly RecordBatchMessage _message;
    private readonly ArrowBuffer _body;
    private readonly BodyMemory _owner;
    private readonly ArrowAllocator _allocator;
    private long _bytesLeft;
    private int _nextNode;
    private int _nextBuffer;

    public BodyReader(RecordBatchMessage message, ArrowBuffer body, ArrowAllocator allocator)
    {
        _message = message;
        _body = body;
        _owner = new BodyMemory(body);
        _allocator = allocator;
        _bytesLeft = checked(body.Length * SharingFactor);
    }

    /// <summary>The lengths of the next array, in range.</summary>
    public (int Length, int NullCount) NextNode(string column)
    {
        if (_nextNode == _message.Nodes.Length)
        {
            throw new ArrowException($"The Arrow batch describes {_message.Nodes.Length} arrays; its schema has more (column \"{column}\").");
        }

        NodeLength node = _message.Nodes[_nextNode++];
        if (node.Length is < 0 or > int.MaxValue || node.NullCount < -1 || node.NullCount > node.Length)
        {
            throw new ArrowException($"Column \"{column}\" claims {node.Length} rows of which {node.NullCount} are null.");
        }

        return ((int)node.Length, (int)node.NullCount);
    }

    /// <summary>The next buffer; the caller owns one reference.</summary>
    public ArrowBuffer NextBuffer(string column)
    {
        BodyRange range = NextRange(column);
        byte* start = _body.Pointer + range.Offset;
        if (((nint)start & (NeededAlignment - 1)) == 0)
        {
            return new ArrowBuffer(_owner, start, range.Length);
        }

        ArrowBuffer moved = _allocator.Allocate(range.Length);
        Buffer.MemoryCopy(start, moved.Pointer, range.Length, range.Length);
        return moved;
    }

    /// <summary>Passes over a buffer that has no place in our layout and returns its length.</summary>
    public long SkipBuffer(string column) => NextRange(column).Length;

    public void CheckAllRead()
    {
        if (_nextNode != _message.Nodes.Length || _nextBuffer != _message.Buffers.Length)
        {
            throw new ArrowException($"The Arrow batch has {_message.Nodes.Length} arrays and {_message.Buffers.Length} buffers; its schema has {_nextNode} and {_nextBuffer}.");
        }
    }

    private BodyRange NextRange(string column)
    {
        if (_nextBuffer == _message.Buffers.Length)
        {
            throw new ArrowException($"The Arrow batch has {_message.Buffers.Length} buffers; its schema needs more (column \"{column}\").");
        }

        BodyRange range = _message.Buffers[_nextBuffer++];
        if (range.Length == 0)
        {
            return default;
        }

        if (range.Offset < 0 || range.Length < 0 || range.Offset > _body.Length || range.Length > _body.Length - range.Offset)
        {
            throw new ArrowException($"Column \"{column}\" has a buffer of {range.Length} bytes at {range.Offset}; the batch's body has {_body.Length} bytes.");
        }

        _bytesLeft -= range.Length;
        if (_bytesLeft < 0)
        {
            throw new ArrowException($"The buffers of an Arrow batch share the same {_body.Length} bytes again and again.");
        }

        return _message.Compression is { } codec ? Uncompressed(range, codec, column) : range;
    }

    private BodyRange Uncompressed(BodyRange range, string codec, string column)
    {
        if (range.Length < sizeof(long))
        {
            throw new ArrowException($"Column \"{column}\" has a compressed buffer of {range.Length} bytes, too short for its length.");
        }

        return BinaryPrimitives.ReadInt64LittleEndian(new ReadOnlySpan<byte>(_body.Pointer + range.Offset, sizeof(long))) == StoredAsItIs
            ? new BodyRange(range.Offset + sizeof(long), range.Length - sizeof(long))
            : throw new ArrowException($"Column \"{column}\" is compressed with {codec}, which cannot be read here; have it written without compression.");
    }
}
