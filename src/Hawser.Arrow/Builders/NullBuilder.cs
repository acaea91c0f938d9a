namespace Hawser.Arrow;

/// <summary>Builds a column of the null type: it only counts.</summary>
public sealed class NullBuilder(ArrowAllocator? allocator = null) : ArrayBuilder(ArrowType.Null, allocator)
{
    private int _length;

    /// <inheritdoc/>
    public override int Length => _length;

    /// <inheritdoc/>
    public override long ByteCount => 0;

    /// <inheritdoc/>
    public override void AppendNull() => _length++;

    /// <inheritdoc/>
    public override void AppendNulls(int count) => _length += count;

    /// <inheritdoc/>
    public override void AppendEmpty() => _length++;

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        var array = new ArrowArray(Type, _length, _length, []);
        _length = 0;
        return array;
    }

    private protected override void AppendValue(ArrowArray source, int row) => _length++;

    private protected override void Dispose(bool disposing) => _length = 0;
}
