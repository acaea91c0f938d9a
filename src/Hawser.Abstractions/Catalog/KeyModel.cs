namespace Hawser.Connectors;

/// <summary>A primary key or unique constraint.</summary>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Columns">The columns in the key's order.</param>
public sealed record KeyModel(string? Name, IReadOnlyList<string> Columns)
{
    /// <summary>Columns that are kept in the key's index but are no part of the key (INCLUDE).</summary>
    public IReadOnlyList<string> IncludedColumns { get; init; } = [];

    /// <summary>Whether the check may wait for the end of the transaction.</summary>
    public bool IsDeferrable { get; init; }

    /// <summary>Whether it waits unless told otherwise.</summary>
    public bool IsInitiallyDeferred { get; init; }

    /// <summary>Whether a second NULL is refused too (NULLS NOT DISTINCT).</summary>
    public bool NullsNotDistinct { get; init; }
}
