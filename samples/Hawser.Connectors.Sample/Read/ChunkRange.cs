using System.Globalization;
using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample.Read;

/// <summary>Some of a job's chunks, in a row: what a partition's token says.</summary>
internal sealed record ChunkRange(string JobId, int First, int Count)
{
    public static ChunkRange All(DepotJob job) => new(job.Id, 0, job.Chunks.Count);

    public static ChunkRange Parse(string token)
    {
        string[] parts = token.Split(':');
        return new ChunkRange(parts[0], int.Parse(parts[1], CultureInfo.InvariantCulture), int.Parse(parts[2], CultureInfo.InvariantCulture));
    }

    /// <summary>At most <paramref name="count"/> ranges that hold each chunk once; one, and empty, when there are no chunks.</summary>
    public IEnumerable<ChunkRange> Split(int count)
    {
        int shares = Math.Clamp(count, 1, Math.Max(1, Count));
        return Enumerable.Range(0, shares).Select(i => (Start: Count * i / shares, End: Count * (i + 1) / shares)).Select(s => this with { First = First + s.Start, Count = s.End - s.Start });
    }

    public Partition ToPartition(DepotJob job) => new(
        string.Create(CultureInfo.InvariantCulture, $"chunks-{First}-{First + Count}"), string.Create(CultureInfo.InvariantCulture, $"{JobId}:{First}:{Count}"))
    {
        EstimatedRows = job.Chunks.Skip(First).Take(Count).Sum(c => (long)c.Rows),
    };
}
