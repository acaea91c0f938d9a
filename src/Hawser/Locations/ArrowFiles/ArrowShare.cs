using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Some batches of one file: what a partition is made of.</summary>
/// <param name="Path">The file.</param>
/// <param name="First">The first batch.</param>
/// <param name="Count">How many batches, or <see cref="ToTheEnd"/>.</param>
internal sealed record ArrowShare(string Path, int First, int Count)
{
    public const int ToTheEnd = -1;

    public static ArrowShare Whole(string path) => new(path, 0, ToTheEnd);

    /// <summary>Deals batches out to partitions, in order, so that their numbers differ by one at most.</summary>
    public static IReadOnlyList<Partition> Deal(IReadOnlyList<(string Path, int Batches)> files, int count)
    {
        var total = files.Sum(file => (long)file.Batches);
        var partitions = (int)Math.Clamp(total, 1, count);
        return [.. Enumerable.Range(0, partitions).Select(index => ToPartition(Between(files, total * index / partitions, total * (index + 1) / partitions)))];
    }

    public static List<ArrowShare> Parse(string token) => [.. token.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(ParseOne)];

    private static List<ArrowShare> Between(IReadOnlyList<(string Path, int Batches)> files, long first, long end)
    {
        var shares = new List<ArrowShare>();
        long start = 0;
        foreach (var (path, batches) in files)
        {
            var (from, to) = (Math.Max(first, start), Math.Min(end, start + batches));
            if (from < to)
            {
                shares.Add(new ArrowShare(path, (int)(from - start), (int)(to - from)));
            }

            start += batches;
        }

        // Files without batches still have a schema to hand on.
        return shares.Count > 0 ? shares : [new ArrowShare(files[0].Path, 0, 0)];
    }

    private static Partition ToPartition(List<ArrowShare> shares)
    {
        var token = string.Join(';', shares.Select(share => string.Create(CultureInfo.InvariantCulture, $"{share.First}+{share.Count}:{Uri.EscapeDataString(share.Path)}")));
        return new Partition(token, token);
    }

    private static ArrowShare ParseOne(string text)
    {
        var (plus, colon) = (text.IndexOf('+', StringComparison.Ordinal), text.IndexOf(':', StringComparison.Ordinal));
        return plus > 0 && colon > plus
            && int.TryParse(text.AsSpan(0, plus), NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            && int.TryParse(text.AsSpan(plus + 1, colon - plus - 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count)
            ? new ArrowShare(Uri.UnescapeDataString(text[(colon + 1)..]), first, count)
            : throw new ArgumentException("the partition is not one of this connector");
    }
}
