namespace Hawser.Arrow;

/// <summary>What counts as a difference. By default everything but memory layout: NaN always equals NaN, values beneath nulls never count.</summary>
public sealed record CompareOptions
{
    /// <summary>Everything counts.</summary>
    public static CompareOptions Exact { get; } = new();

    /// <summary>Values count; metadata, nullability and the physical form of texts and bytes do not.</summary>
    public static CompareOptions Values { get; } = new() { Metadata = false, Nullability = false, PhysicalForm = false };

    /// <summary>Whether -0.0 differs from 0.0. Default true.</summary>
    public bool SignedZeros { get; init; } = true;

    /// <summary>Whether key–value metadata of schema and top-level fields counts, extension types included. Default true.</summary>
    public bool Metadata { get; init; } = true;

    /// <summary>Whether "may be null" of a top-level field counts. Default true.</summary>
    public bool Nullability { get; init; } = true;

    /// <summary>Whether utf8, large_utf8 and a dictionary of either differ from each other, and likewise binary. Default true.</summary>
    public bool PhysicalForm { get; init; } = true;
}
