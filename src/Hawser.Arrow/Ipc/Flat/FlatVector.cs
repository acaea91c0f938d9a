using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>A bounds-checked view of a FlatBuffers vector of structs, scalars or pointers to tables.</summary>
internal readonly ref struct FlatVector
{
    private readonly ReadOnlySpan<byte> _buffer;
    private readonly int _start;
    private readonly int _elementBytes;

    private FlatVector(ReadOnlySpan<byte> buffer, int start, int count, int elementBytes)
    {
        _buffer = buffer;
        _start = start;
        _elementBytes = elementBytes;
        Count = count;
    }

    public int Count { get; }

    /// <summary>All elements' bytes.</summary>
    public ReadOnlySpan<byte> Bytes => _buffer.Slice(_start, Count * _elementBytes);

    public static FlatVector At(ReadOnlySpan<byte> buffer, int position, int elementBytes)
    {
        long count = (uint)FlatTable.ReadInt32(buffer, position);
        int start = position + sizeof(int);
        if (count * elementBytes > buffer.Length - start)
        {
            FlatTable.ThrowOutside($"vector of {count} elements", position);
        }

        return new FlatVector(buffer, start, (int)count, elementBytes);
    }

    /// <summary>The bytes of one element.</summary>
    public ReadOnlySpan<byte> Element(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        return _buffer.Slice(_start + (index * _elementBytes), _elementBytes);
    }

    public int GetInt32(int index) => BinaryPrimitives.ReadInt32LittleEndian(Element(index));

    /// <summary>The table that an element points to.</summary>
    public FlatTable GetTable(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
        return new FlatTable(_buffer, FlatTable.Follow(_buffer, _start + (index * _elementBytes)));
    }
}
