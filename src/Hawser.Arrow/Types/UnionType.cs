namespace Hawser.Arrow;

/// <summary>Each row holds a value of exactly one child, chosen by its type id. A union has no validity of its own: nulls are in the children.</summary>
public sealed class UnionType : NestedType
{
    private readonly sbyte[] _typeIds;

    private UnionType(ArrowTypeId id, IEnumerable<Field> fields, IEnumerable<sbyte>? typeIds)
        : base(id, fields)
    {
        _typeIds = typeIds is null ? [.. Enumerable.Range(0, Children.Count).Select(i => checked((sbyte)i))] : [.. typeIds];
        if (_typeIds.Length != Children.Count || _typeIds.Distinct().Count() != _typeIds.Length || _typeIds.Any(t => t < 0))
        {
            throw new ArgumentException("A union needs one distinct, non-negative type id for each child.", nameof(typeIds));
        }
    }

    /// <summary>The type id of each child, in the children's order; 0–127.</summary>
    public IReadOnlyList<sbyte> TypeIds => _typeIds;

    /// <summary>Whether the union is dense: children hold only their own values and an offsets buffer says which.</summary>
    public bool IsDense => Id == ArrowTypeId.DenseUnion;

    /// <inheritdoc/>
    public override string Format => (IsDense ? "+ud:" : "+us:") + string.Join(',', _typeIds);

    /// <summary>A union whose children are as long as the rows. Type ids default to 0, 1, 2, ….</summary>
    public static UnionType Sparse(IEnumerable<Field> fields, IEnumerable<sbyte>? typeIds = null) => new(ArrowTypeId.SparseUnion, fields, typeIds);

    /// <summary>A union whose children hold only their own values. Type ids default to 0, 1, 2, ….</summary>
    public static UnionType Dense(IEnumerable<Field> fields, IEnumerable<sbyte>? typeIds = null) => new(ArrowTypeId.DenseUnion, fields, typeIds);

    /// <summary>The child's position for a type id; -1 when no child has it.</summary>
    public int ChildIndexOf(sbyte typeId) => Array.IndexOf(_typeIds, typeId);

    /// <inheritdoc/>
    public override string ToString() => Describe(IsDense ? "dense_union" : "sparse_union");
}
