namespace Hawser.Arrow;

/// <summary>Builds a column of values of the same number of bytes.</summary>
public sealed class FixedSizeBinaryBuilder : ArrayBuilder
{
    private readonly BufferBuilder _values;
    private readonly ValidityBuilder _validity;

    /// <summary>Makes an empty builder.</summary>
    public FixedSizeBinaryBuilder(FixedSizeBinaryType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _values = new BufferBuilder(Allocator);
        _validity = new ValidityBuilder(Allocator);
    }

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => _values.Length;

    /// <summary>Appends a value of exactly the type's width.</summary>
    public void Append(ReadOnlySpan<byte> value)
    {
        if (value.Length != Type.ByteWidth)
        {
            throw new ArgumentException($"A value of {Type} is {Type.ByteWidth} bytes, not {value.Length}.", nameof(value));
        }

        _values.Append(value);
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        _values.AppendZeros(Type.ByteWidth);
        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendEmpty()
    {
        _values.AppendZeros(Type.ByteWidth);
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _values.Finish()]);
    }

    private protected override void AppendValue(ArrowArray source, int row) => Append(source.GetBytes(row));

    private protected override void Dispose(bool disposing)
    {
        _values.Dispose();
        _validity.Dispose();
    }
}
