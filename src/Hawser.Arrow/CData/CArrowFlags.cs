namespace Hawser.Arrow.CData;

/// <summary>The flags of a <see cref="CArrowSchema"/>.</summary>
[Flags]
public enum CArrowFlags : long
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The order of a dictionary's values means something.</summary>
    DictionaryOrdered = 1,

    /// <summary>Values may be null.</summary>
    Nullable = 2,

    /// <summary>The keys within each value of a map are sorted.</summary>
    MapKeysSorted = 4,
}
