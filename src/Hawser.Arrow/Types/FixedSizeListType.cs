namespace Hawser.Arrow;

/// <summary>A list with the same number of items in every row.</summary>
public sealed class FixedSizeListType : NestedType
{
    /// <summary>Makes the type; <paramref name="size"/> items a row, at least 0.</summary>
    public FixedSizeListType(Field item, int size)
        : base(ArrowTypeId.FixedSizeList, [item])
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Size = size;
    }

    /// <summary>The items' field.</summary>
    public Field Item => Children[0];

    /// <summary>Items a row.</summary>
    public int Size { get; }

    /// <inheritdoc/>
    public override string Format => $"+w:{Size}";

    /// <inheritdoc/>
    public override string ToString() => $"fixed_size_list<{Item.Name}: {Item.Type}>[{Size}]";
}
