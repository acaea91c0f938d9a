using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>Builds a bool column: a bit a row.</summary>
public sealed unsafe class BooleanBuilder : ArrayBuilder
{
    private readonly BufferBuilder _bits;
    private readonly ValidityBuilder _validity;

    /// <summary>Makes an empty builder.</summary>
    public BooleanBuilder(ArrowAllocator? allocator = null)
        : base(ArrowType.Boolean, allocator)
    {
        _bits = new BufferBuilder(Allocator);
        _validity = new ValidityBuilder(Allocator);
    }

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => _bits.Length;

    /// <summary>Appends a value.</summary>
    public void Append(bool value)
    {
        AppendBit(value);
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        AppendBit(false);
        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendEmpty() => Append(false);

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _bits.Finish()]);
    }

    private protected override void AppendValue(ArrowArray source, int row) => Append(source.GetBoolean(row));

    private protected override void Dispose(bool disposing)
    {
        _bits.Dispose();
        _validity.Dispose();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void AppendBit(bool value)
    {
        int row = _validity.Length;
        if ((row & 7) == 0)
        {
            _bits.Append((byte)0);
        }

        if (value)
        {
            _bits.Pointer[row >> 3] |= (byte)(1 << (row & 7));
        }
    }
}
