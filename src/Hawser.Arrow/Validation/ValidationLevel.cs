namespace Hawser.Arrow;

/// <summary>How much of an array <see cref="ArrayValidator"/> looks at.</summary>
public enum ValidationLevel
{
    /// <summary>Nothing: the array was made by our own builders.</summary>
    None,

    /// <summary>Buffer sizes, first and last offsets, children's and dictionary's types and lengths: constant time for each array, whatever its length.</summary>
    Layout,

    /// <summary>Every value too. An array from any source, hostile ones included, that passes is safe to read.</summary>
    Full,
}
