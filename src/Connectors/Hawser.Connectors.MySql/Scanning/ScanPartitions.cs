using System.Globalization;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// Cuts a table into shares of about the same number of rows: ranges of its primary key, whatever the columns, whose bounds are keys between which there are about equally many rows, so that gaps
/// and crowds do not matter. In a snapshot the shares together are one moment.
/// </summary>
internal static class ScanPartitions
{
    private const long LeastRows = 20_000;

    // Ranges for each share: the shares are made of whole ones.
    private const int RangesPerShare = 2;

    private static readonly Partition Everything = new("all", "");

    /// <summary>The shares; one that is everything where the relation cannot be cut or is too small to be worth it.</summary>
    public static async ValueTask<IReadOnlyList<Partition>> CutAsync(MySqlConnection connection, ScanRequest request, int count, CancellationToken cancellationToken)
    {
        if (request.Relation is not TableName name)
        {
            return [Everything];
        }

        TableModel table = await RelationScan.FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<KeyColumn> columns = KeyColumn.Of(table);
        if (count == 1 || request.Limit is not null || columns.Count == 0)
        {
            return [Everything];
        }

        List<KeyRange> ranges = await new KeyCutter(connection, table.Name, columns, cancellationToken).CutAsync(LeastRows, count * RangesPerShare).ConfigureAwait(false);
        return Gather(columns, ranges, count);
    }

    // The first share has no beginning and the last no end: keys that come to be are in one of them.
    private static IReadOnlyList<Partition> Gather(IReadOnlyList<KeyColumn> columns, List<KeyRange> ranges, int count)
    {
        long total = ranges.Sum(range => range.Rows), gathered = 0;
        var shares = new List<(IReadOnlyList<string>? From, long Rows)>();
        foreach (KeyRange range in ranges)
        {
            if (shares.Count == 0 || (shares.Count < count && (gathered + (range.Rows / 2)) * count >= total * shares.Count))
            {
                shares.Add((range.From, range.Rows));
            }
            else
            {
                shares[^1] = (shares[^1].From, shares[^1].Rows + range.Rows);
            }

            gathered += range.Rows;
        }

        return shares.Count <= 1 ? [Everything] : [.. shares.Select((share, i) => new Partition(
            string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {shares.Count}"),
            PartitionToken.OfKeys(columns, share.From, i + 1 < shares.Count ? shares[i + 1].From : null))
        {
            EstimatedRows = share.Rows,
        })];
    }
}
