namespace Hawser.Arrow;

/// <summary>A type whose values are made of other columns' values. Equality compares the children, their names included.</summary>
public abstract class NestedType : ArrowType
{
    /// <summary>How many levels of types may stand inside each other, dictionaries counted. It bounds the recursion over data from outside.</summary>
    public const int MaxDepth = 64;

    private readonly Field[] _children;

    private protected NestedType(ArrowTypeId id, IEnumerable<Field> children)
        : base(id)
    {
        _children = [.. children];
        foreach (Field child in _children)
        {
            ArgumentNullException.ThrowIfNull(child);
            Depth = Math.Max(Depth, child.Type.Depth + 1);
        }

        if (Depth > MaxDepth)
        {
            throw new ArgumentException($"Types are nested at most {MaxDepth} levels deep.", nameof(children));
        }
    }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Field> Children => _children;

    /// <inheritdoc/>
    public sealed override bool Equals(ArrowType? other) =>
        other is NestedType t && t.Format == Format && SameParameters(t) && _children.AsSpan().SequenceEqual(t._children);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(Format, _children.Length);

    internal sealed override int Depth { get; } = 1;

    private protected virtual bool SameParameters(NestedType other) => true;

    private protected string Describe(string name) => $"{name}<{string.Join(", ", _children.Select(c => $"{c.Name}: {c.Type}{(c.IsNullable ? "" : " not null")}"))}>";
}
