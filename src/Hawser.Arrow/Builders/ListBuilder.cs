namespace Hawser.Arrow;

/// <summary>Builds a list or map column. Append the items to <see cref="Items"/>, then end the row with <see cref="Append"/>.</summary>
public sealed class ListBuilder : ArrayBuilder
{
    private readonly BufferBuilder _offsets;
    private readonly ValidityBuilder _validity;
    private int _end;

    /// <summary>Makes a builder for a <see cref="ListType"/> or <see cref="MapType"/>.</summary>
    public ListBuilder(ArrowType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        if (type.Id is not (ArrowTypeId.List or ArrowTypeId.Map))
        {
            throw new ArgumentException($"{type} is not a list or map.", nameof(type));
        }

        Items = Create(type.Children[0].Type, Allocator);
        _offsets = new BufferBuilder(Allocator);
        _validity = new ValidityBuilder(Allocator);
    }

    /// <summary>The items of all rows; for a map a <see cref="StructBuilder"/> of key and value.</summary>
    public ArrayBuilder Items { get; }

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => _offsets.Length + Items.ByteCount;

    /// <summary>Ends a row: its items are those appended since the row before.</summary>
    public void Append()
    {
        AppendEnd();
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        ThrowIfItemsAreOpen();
        AppendEnd();
        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendEmpty()
    {
        ThrowIfItemsAreOpen();
        Append();
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        ThrowIfItemsAreOpen();
        _end = 0;
        if (_offsets.Length == 0)
        {
            _offsets.Append(0);
        }

        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _offsets.Finish()], [Items.Finish()]);
    }

    private protected override void AppendValue(ArrowArray source, int row)
    {
        Items.AppendRange(source.Children[0], source.ListStart(row), source.ListLength(row));
        Append();
    }

    private protected override void Dispose(bool disposing)
    {
        Items.Dispose();
        _offsets.Dispose();
        _validity.Dispose();
    }

    private void AppendEnd()
    {
        if (_offsets.Length == 0)
        {
            _offsets.Append(0);
        }

        _end = Items.Length;
        _offsets.Append(_end);
    }

    private void ThrowIfItemsAreOpen()
    {
        if (Items.Length != _end)
        {
            throw new InvalidOperationException($"{Items.Length - _end} items of {Type} were appended since the last row was ended; end their row with Append first.");
        }
    }
}
