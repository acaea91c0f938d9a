namespace Hawser.Arrow;

/// <summary>What a <see cref="RowHasher"/> has gathered: independent of the order of rows and of how they were cut into batches.</summary>
/// <param name="RowCount">Rows.</param>
/// <param name="RowSum">The sum of the rows' hashes modulo 2¹²⁸.</param>
/// <param name="ColumnSums">For each column the sum modulo 2¹²⁸ of its values bound to their keys; empty when not asked for.</param>
/// <param name="Buckets">The buckets; empty when not asked for.</param>
public sealed record RowHashSums(long RowCount, UInt128 RowSum, IReadOnlyList<UInt128> ColumnSums, IReadOnlyList<BucketSum> Buckets)
{
    /// <summary>The sums of both row sets together, e.g. of two partitions of a table.</summary>
    /// <exception cref="ArgumentException">The two were gathered with other columns or options.</exception>
    public RowHashSums Plus(RowHashSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfShapesDiffer(other);
        return new RowHashSums(
            RowCount + other.RowCount,
            unchecked(RowSum + other.RowSum),
            [.. ColumnSums.Zip(other.ColumnSums, (a, b) => unchecked(a + b))],
            [.. Buckets.Zip(other.Buckets, (a, b) => new BucketSum(a.RowCount + b.RowCount, unchecked(a.RowSum + b.RowSum)))]);
    }

    /// <summary>The sums of these rows less those of the other, which are among them: what an append added.</summary>
    /// <exception cref="ArgumentException">The two were gathered with other columns or options.</exception>
    public RowHashSums Minus(RowHashSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfShapesDiffer(other);
        return new RowHashSums(
            RowCount - other.RowCount,
            unchecked(RowSum - other.RowSum),
            [.. ColumnSums.Zip(other.ColumnSums, (a, b) => unchecked(a - b))],
            [.. Buckets.Zip(other.Buckets, (a, b) => new BucketSum(a.RowCount - b.RowCount, unchecked(a.RowSum - b.RowSum)))]);
    }

    /// <summary>The positions of the columns whose sums differ.</summary>
    /// <exception cref="ArgumentException">The two were gathered with other columns or options.</exception>
    public IReadOnlyList<int> DifferingColumns(RowHashSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfShapesDiffer(other);
        return [.. Enumerable.Range(0, ColumnSums.Count).Where(i => ColumnSums[i] != other.ColumnSums[i])];
    }

    /// <summary>The positions of the buckets that differ.</summary>
    /// <exception cref="ArgumentException">The two were gathered with other columns or options.</exception>
    public IReadOnlyList<int> DifferingBuckets(RowHashSums other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfShapesDiffer(other);
        return [.. Enumerable.Range(0, Buckets.Count).Where(i => Buckets[i] != other.Buckets[i])];
    }

    /// <inheritdoc/>
    public bool Equals(RowHashSums? other) =>
        other is not null && RowCount == other.RowCount && RowSum == other.RowSum
        && ColumnSums.SequenceEqual(other.ColumnSums) && Buckets.SequenceEqual(other.Buckets);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(RowCount, RowSum);

    private void ThrowIfShapesDiffer(RowHashSums other)
    {
        if (ColumnSums.Count != other.ColumnSums.Count || Buckets.Count != other.Buckets.Count)
        {
            throw new ArgumentException($"Sums of {ColumnSums.Count} columns and {Buckets.Count} buckets do not go with sums of {other.ColumnSums.Count} and {other.Buckets.Count}.", nameof(other));
        }
    }
}
