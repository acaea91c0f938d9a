namespace Hawser.Connectors;

/// <summary>An index, other than those that a primary key or unique constraint brings.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parts">What it orders by, in order.</param>
public sealed record IndexModel(string Name, IReadOnlyList<IndexPart> Parts)
{
    /// <summary>Whether equal entries are refused.</summary>
    public bool IsUnique { get; init; }

    /// <summary>The condition of a partial index in the engine's language; null when it covers all rows.</summary>
    public string? Predicate { get; init; }

    /// <summary>The kind, e.g. <c>btree</c>, <c>gin</c>, <c>fulltext</c>; null for the engine's usual one.</summary>
    public string? Method { get; init; }

    /// <summary>Columns that are kept in the index but do not order it.</summary>
    public IReadOnlyList<string> IncludedColumns { get; init; } = [];

    /// <summary>Whether a unique index refuses a second NULL too (NULLS NOT DISTINCT).</summary>
    public bool NullsNotDistinct { get; init; }

    /// <summary>The engine's own statement that makes it; null when it has none.</summary>
    public string? Definition { get; init; }
}
