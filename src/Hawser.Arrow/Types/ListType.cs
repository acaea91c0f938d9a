namespace Hawser.Arrow;

/// <summary>A list of any number of items a row, with 32-bit offsets.</summary>
public sealed class ListType : NestedType
{
    /// <summary>Makes a list of the given item field (by custom named <c>item</c>).</summary>
    public ListType(Field item)
        : base(ArrowTypeId.List, [item])
    {
    }

    /// <summary>Makes a list of nullable items of this type.</summary>
    public ListType(ArrowType item)
        : this(new Field("item", item))
    {
    }

    /// <summary>The items' field.</summary>
    public Field Item => Children[0];

    /// <inheritdoc/>
    public override string Format => "+l";

    /// <inheritdoc/>
    public override string ToString() => Describe("list");
}
