using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Finds rows that differ after a copy failed its proof: both sides are read again into buckets by their keys' hash, then only rows of buckets that differ are held against
/// each other. Memory is bounded by <see cref="MostRows"/> and <see cref="Buckets"/>.
/// </summary>
internal sealed class DifferenceFinder(TablePlan plan, BatchConverter converter, TargetReader target, ReadOptions readOptions)
{
    private const int Buckets = 1 << 14;
    private const int MostRows = 20_000;
    private readonly IReadOnlyList<int> _keys = CopyProof.KeyColumns(plan);

    /// <summary>Names a differing row: by its key where there is one, else by its place in the source.</summary>
    public async ValueTask<string> FindAsync(Connection reading, Connection writing, CancellationToken cancellationToken)
    {
        HashSet<int> buckets = await DifferingBucketsAsync(reading, writing, cancellationToken).ConfigureAwait(false);
        if (buckets.Count == 0)
        {
            return plan.Mode == LoadMode.Append ? "no row of the target could be singled out" : "reading both again found no difference: one of them changed in between";
        }

        using var left = new RowCollection(converter.SourceSchema, _keys, Buckets, MostRows, buckets, readOptions.Allocator);
        using var right = new RowCollection(converter.SourceSchema, _keys, Buckets, MostRows, buckets, readOptions.Allocator);
        await ReadSourceAsync(reading, left.Add, cancellationToken).ConfigureAwait(false);
        await target.ReadAsync(writing, right.Add, cancellationToken).ConfigureAwait(false);
        return Describe(left, right);
    }

    private async ValueTask<HashSet<int>> DifferingBucketsAsync(Connection reading, Connection writing, CancellationToken cancellationToken)
    {
        var hashOptions = new RowHashOptions { KeyColumns = _keys, ColumnSums = false, BucketCount = Buckets };
        var source = new RowHasher(converter.SourceSchema, hashOptions);
        await ReadSourceAsync(reading, (batch, _) => source.Add(batch), cancellationToken).ConfigureAwait(false);
        RowHashSums sums = await target.HashAsync(writing, hashOptions, cancellationToken).ConfigureAwait(false);
        return Choose(source.Sums, sums);
    }

    /// <summary>Buckets that differ, as many as stay under the limit of rows together, at least one: of those every row can be kept, so that what is missing is really missing.</summary>
    private static HashSet<int> Choose(RowHashSums left, RowHashSums right)
    {
        var chosen = new HashSet<int>();
        long rows = 0;
        foreach (int bucket in left.DifferingBuckets(right))
        {
            rows += Math.Max(left.Buckets[bucket].RowCount, right.Buckets[bucket].RowCount);
            if (chosen.Count > 0 && rows > MostRows)
            {
                break;
            }

            chosen.Add(bucket);
        }

        return chosen;
    }

    private async ValueTask ReadSourceAsync(Connection reading, Action<RecordBatch, long> consume, CancellationToken cancellationToken)
    {
        long rows = 0;
        var scan = new ScanRequest(plan.Item.Relation) { Columns = [.. plan.Columns.Select(c => c.Source.Name)], OwnRowsOnly = plan.Item.WithoutRowsOf.Count > 0, ReadOptions = readOptions };
        RecordBatchReader reader = await reading.ReadAsync(scan, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                using (batch)
                {
                    consume(batch, rows);
                    rows += batch.RowCount;
                }
            }
        }
    }

    private string Describe(RowCollection left, RowCollection right)
    {
        List<CollectedRow> missing = left.Without(right), extra = right.Without(left);
        if (missing.Count == 0 && extra.Count == 0)
        {
            return "too many rows differ to single one out";
        }

        if (missing.Count == 0 && plan.Mode == LoadMode.Append)
        {
            // What is there besides may have been there before.
            return "every row that was read is in the target, which holds more than it should";
        }

        if (missing.Count == 0)
        {
            return $"the target has a row that was not read: {Name(extra[0], "target")}";
        }

        CollectedRow? partner = Partner(missing[0], extra);
        return partner is null
            ? $"the target lacks {Name(missing[0], "source")}"
            : $"{Name(missing[0], "source")}: {Compare(missing[0], partner)}";
    }

    /// <summary>The row of the other side that the row became: the one of the same key or, without a key, the one that shares the most values.</summary>
    private CollectedRow? Partner(CollectedRow row, List<CollectedRow> others) => _keys.Count > 0
        ? others.FirstOrDefault(o => _keys.All(k => o.IsSame(row, k)))
        : others.Select(o => (Row: o, Same: Enumerable.Range(0, plan.Columns.Count).Count(i => o.IsSame(row, i))))
            .Where(p => p.Same > 0).OrderByDescending(p => p.Same).ThenBy(p => p.Row.Number).Select(p => p.Row).FirstOrDefault();

    private string Compare(CollectedRow row, CollectedRow other) => string.Join(", ", Enumerable.Range(0, plan.Columns.Count)
        .Where(i => !row.IsSame(other, i))
        .Take(3)
        .Select(i => $"column \"{plan.Columns[i].Source.Name}\" was read as {row.Text(i)} and is {other.Text(i)}{(row.HiddenDifference(other, i) is { } at ? $", different from character {at} on" : "")}"));

    private string Name(CollectedRow row, string side)
    {
        IEnumerable<int> shown = _keys.Count > 0 ? _keys : Enumerable.Range(0, Math.Min(3, plan.Columns.Count));
        string values = string.Join(", ", shown.Select(i => $"{plan.Columns[i].Source.Name} = {row.Text(i)}"));
        return $"row {row.Number.ToString(CultureInfo.InvariantCulture)} of the {side} ({values})";
    }
}
