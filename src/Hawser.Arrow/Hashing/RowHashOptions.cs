namespace Hawser.Arrow;

/// <summary>What a <see cref="RowHasher"/> computes besides the row count and the row sum.</summary>
public sealed record RowHashOptions
{
    /// <summary>
    /// Positions of the key columns. Column sums bind each value to its row's key, so that they show a value that moved to another row. Without a key they
    /// still differ when the column holds other values.
    /// </summary>
    public IReadOnlyList<int> KeyColumns { get; init; } = [];

    /// <summary>Whether column sums are computed. Default true.</summary>
    public bool ColumnSums { get; init; } = true;

    /// <summary>
    /// Into how many buckets, a power of two, rows are shared by the hash of their key (of the whole row when there is no key), each with a count and a sum of its own,
    /// to find differing rows by looking into differing buckets only. 0, the default, for none.
    /// </summary>
    public int BucketCount { get; init; }
}
