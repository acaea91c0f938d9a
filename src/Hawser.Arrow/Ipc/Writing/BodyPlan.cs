namespace Hawser.Arrow.Ipc;

/// <summary>
/// What a batch's body will consist of: pointers into the arrays, and copies only of what a slice must move. Used again for every batch; the arrays must
/// stay alive until <see cref="Clear"/>.
/// </summary>
internal sealed unsafe class BodyPlan(ArrowAllocator allocator, int alignment) : IDisposable
{
    private readonly List<NodeLength> _nodes = [];
    private readonly List<BodyRange> _ranges = [];
    private readonly List<BodyPart> _parts = [];
    private readonly List<ArrowBuffer> _copies = [];

    public IReadOnlyList<NodeLength> Nodes => _nodes;

    public IReadOnlyList<BodyRange> Ranges => _ranges;

    /// <summary>The buffers in order; each is followed by padding up to the alignment.</summary>
    public IReadOnlyList<BodyPart> Parts => _parts;

    /// <summary>The body's length, padding included.</summary>
    public long BodyLength { get; private set; }

    public long Padded(long length) => (length + alignment - 1) & -alignment;

    public void AddNode(long length, long nullCount) => _nodes.Add(new NodeLength(length, nullCount));

    /// <summary>Adds a buffer that is written from where it lies.</summary>
    public void AddPart(byte* pointer, long length)
    {
        _ranges.Add(new BodyRange(BodyLength, length));
        _parts.Add(new BodyPart(pointer, length));
        BodyLength = checked(BodyLength + Padded(length));
    }

    /// <summary>Adds a buffer that the caller fills; it lives until <see cref="Clear"/>.</summary>
    public byte* AddCopy(long length)
    {
        ArrowBuffer copy = allocator.Allocate(length);
        _copies.Add(copy);
        AddPart(copy.Pointer, length);
        return copy.Pointer;
    }

    public void Clear()
    {
        _copies.ForEach(c => c.Release());
        _copies.Clear();
        _nodes.Clear();
        _ranges.Clear();
        _parts.Clear();
        BodyLength = 0;
    }

    public void Dispose() => Clear();
}
