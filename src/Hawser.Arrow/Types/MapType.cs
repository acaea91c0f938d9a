namespace Hawser.Arrow;

/// <summary>A list of entries, each a key and a value: stored as list&lt;entries: struct&lt;key, value&gt;&gt;.</summary>
public sealed class MapType : NestedType
{
    /// <summary>Makes a map whose entries are a non-null struct of a non-null <paramref name="key"/> and <paramref name="value"/>.</summary>
    public MapType(Field key, Field value, bool keysSorted = false)
        : this(new Field("entries", new StructType(key, value), isNullable: false), keysSorted)
    {
    }

    /// <summary>Makes a map of the given entries field: a struct of exactly two children.</summary>
    public MapType(Field entries, bool keysSorted)
        : base(ArrowTypeId.Map, [entries])
    {
        if (entries.Type is not StructType || entries.Type.Children.Count != 2)
        {
            throw new ArgumentException($"The entries of a map are a struct of a key and a value, not {entries.Type}.", nameof(entries));
        }

        KeysSorted = keysSorted;
    }

    /// <summary>The entries' field.</summary>
    public Field Entries => Children[0];

    /// <summary>The key's field.</summary>
    public Field Key => Entries.Type.Children[0];

    /// <summary>The value's field.</summary>
    public Field Value => Entries.Type.Children[1];

    /// <summary>Whether the keys of each row are said to be in order.</summary>
    public bool KeysSorted { get; }

    /// <inheritdoc/>
    public override string Format => "+m";

    /// <inheritdoc/>
    public override string ToString() => $"map<{Key.Type}, {Value.Type}>";

    private protected override bool SameParameters(NestedType other) => ((MapType)other).KeysSorted == KeysSorted;
}
