namespace Hawser.Connectors.MySql.Scanning;

/// <summary>A range of a primary key while a table is being cut.</summary>
/// <param name="From">The first key's leading columns; null for the table's beginning.</param>
/// <param name="To">The leading columns of the first key behind the range; null for the table's end.</param>
/// <param name="Least">The least key that is in it.</param>
/// <param name="Greatest">The greatest key that is in it.</param>
/// <param name="Rows">About how many rows it has.</param>
internal sealed record KeyRange(IReadOnlyList<string>? From, IReadOnlyList<string>? To, IReadOnlyList<string> Least, IReadOnlyList<string> Greatest, long Rows)
{
    /// <summary>Whether no bound within it is found.</summary>
    public bool IsWhole { get; init; }
}
