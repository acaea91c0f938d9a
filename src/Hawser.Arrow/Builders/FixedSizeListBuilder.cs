namespace Hawser.Arrow;

/// <summary>Builds a column of lists of one size. Append exactly that many items to <see cref="Items"/>, then end the row with <see cref="Append"/>.</summary>
public sealed class FixedSizeListBuilder : ArrayBuilder
{
    private readonly int _size;
    private readonly ValidityBuilder _validity;

    /// <summary>Makes an empty builder.</summary>
    public FixedSizeListBuilder(FixedSizeListType type, ArrowAllocator? allocator = null)
        : base(type, allocator)
    {
        _size = type.Size;
        Items = Create(type.Item.Type, Allocator);
        _validity = new ValidityBuilder(Allocator);
    }

    /// <summary>The items of all rows.</summary>
    public ArrayBuilder Items { get; }

    /// <inheritdoc/>
    public override int Length => _validity.Length;

    /// <inheritdoc/>
    public override long ByteCount => Items.ByteCount;

    /// <summary>Ends a row. <see cref="InvalidOperationException"/> when not exactly the type's number of items was appended since the row before.</summary>
    public void Append()
    {
        CheckItems(Length + 1L);
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override void AppendNull()
    {
        CheckItems(Length);
        Fill();
        _validity.AppendNull();
    }

    /// <inheritdoc/>
    public override void AppendEmpty()
    {
        CheckItems(Length);
        Fill();
        _validity.AppendValid();
    }

    /// <inheritdoc/>
    public override ArrowArray Finish()
    {
        CheckItems(Length);
        int length = Length, nulls = _validity.NullCount;
        ArrowBuffer? validity = _validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity], [Items.Finish()]);
    }

    private protected override void AppendValue(ArrowArray source, int row)
    {
        Items.AppendRange(source.Children[0], source.ListStart(row), _size);
        Append();
    }

    private protected override void Dispose(bool disposing)
    {
        Items.Dispose();
        _validity.Dispose();
    }

    private void Fill()
    {
        bool nullable = Type.Children[0].IsNullable;
        for (int i = 0; i < _size; i++)
        {
            if (nullable)
            {
                Items.AppendNull();
            }
            else
            {
                Items.AppendEmpty();
            }
        }
    }

    private void CheckItems(long rows)
    {
        if (Items.Length != rows * _size)
        {
            throw new InvalidOperationException($"{rows} rows of {Type} have {rows * _size} items; {Items.Length} were appended.");
        }
    }
}
