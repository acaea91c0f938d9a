namespace Hawser.Arrow;

/// <summary>Values kept once in a dictionary; the column holds integer indices into it.</summary>
public sealed class DictionaryType : ArrowType
{
    /// <summary>Makes the type. <paramref name="index"/> is an integer type.</summary>
    public DictionaryType(ArrowType index, ArrowType value, bool ordered = false)
        : base(ArrowTypeId.Dictionary)
    {
        ArgumentNullException.ThrowIfNull(index);
        ArgumentNullException.ThrowIfNull(value);
        if (index.Id is < ArrowTypeId.Int8 or > ArrowTypeId.UInt64)
        {
            throw new ArgumentException($"A dictionary's index is an integer type, not {index}.", nameof(index));
        }

        Index = index;
        Value = value;
        Ordered = ordered;
        if (Depth > NestedType.MaxDepth)
        {
            throw new ArgumentException($"Types are nested at most {NestedType.MaxDepth} levels deep.", nameof(value));
        }
    }

    /// <summary>The integer type of the indices.</summary>
    public ArrowType Index { get; }

    /// <summary>The type of the dictionary's values.</summary>
    public ArrowType Value { get; }

    /// <summary>Whether the order of the dictionary means something (as an enum's does).</summary>
    public bool Ordered { get; }

    internal override int Depth => Value.Depth + 1;

    /// <inheritdoc/>
    public override int BitWidth => Index.BitWidth;

    /// <summary>The format of the indices, as the C data interface asks.</summary>
    public override string Format => Index.Format;

    /// <inheritdoc/>
    public override bool Equals(ArrowType? other) =>
        other is DictionaryType t && t.Index.Equals(Index) && t.Value.Equals(Value) && t.Ordered == Ordered;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Index, Value, Ordered);

    /// <inheritdoc/>
    public override string ToString() => $"dictionary<{Index}, {Value}{(Ordered ? ", ordered" : "")}>";
}
