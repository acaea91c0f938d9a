using System.Globalization;
using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// Cuts a table into shares of about the same number of rows: ranges of a primary key of one whole number, whose bounds are found by asking the server's optimiser how many rows a range has,
/// so that gaps and crowds in the numbers do not matter. In a snapshot the shares together are one moment.
/// </summary>
internal static class ScanPartitions
{
    private const long LeastRows = 10_000;
    private const int MostQuestions = 200;

    private static readonly Partition Everything = new("all", "");

    /// <summary>The shares; one that is everything where the relation cannot be cut or is too small to be worth it.</summary>
    public static async ValueTask<IReadOnlyList<Partition>> CutAsync(MySqlConnection connection, ScanRequest request, int count, CancellationToken cancellationToken)
    {
        if (request.Relation is not TableName name)
        {
            return [Everything];
        }

        TableModel table = await RelationScan.FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
        if (count == 1 || request.Limit is not null || KeyOf(table) is not { } column)
        {
            return [Everything];
        }

        string quoted = MySqlDialect.Instance.QuoteName(column);
        string from = MySqlDialect.Instance.QuoteTable(table.Name);
        var ends = await TextRows.ListAsync(connection.Session, $"SELECT min({quoted}), max({quoted}) FROM {from}", "partitions", row => (Number(row[0]), Number(row[1])), cancellationToken).ConfigureAwait(false);
        if (ends is not [({ } least, { } greatest)] || greatest - least < count)
        {
            return [Everything];
        }

        List<(Int128 From, long Rows)> ranges = await CutAsync(connection, from, quoted, least, greatest, count, cancellationToken).ConfigureAwait(false);
        return Gather(column, ranges, count);
    }

    private static string? KeyOf(TableModel table) =>
        table.PrimaryKey is { Columns: [var column] } && Types.MySqlTypeText.Parse(table.Column(column)!.NativeType).Name is "tinyint" or "smallint" or "mediumint" or "int" or "bigint" ? column : null;

    private static Int128? Number(string? text) => text is null ? null : Int128.Parse(text, CultureInfo.InvariantCulture);

    // The range with the most rows is halved until every range is a small part of a share.
    private static async ValueTask<List<(Int128 From, long Rows)>> CutAsync(
        MySqlConnection connection, string from, string column, Int128 least, Int128 greatest, int count, CancellationToken cancellationToken)
    {
        var ranges = new List<(Int128 From, long Rows)> { (least, await EstimateAsync(connection, from, column, least, greatest + 1, cancellationToken).ConfigureAwait(false)) };
        if (ranges[0].Rows < LeastRows * 2)
        {
            return ranges;
        }

        for (int questions = 0; questions < MostQuestions; questions += 2)
        {
            int at = ranges.IndexOf(ranges.MaxBy(range => range.Rows));
            Int128 to = at + 1 < ranges.Count ? ranges[at + 1].From : greatest + 1;
            if (ranges[at].Rows * count * 4 <= ranges.Sum(range => range.Rows) || to - ranges[at].From < 2)
            {
                break;
            }

            Int128 middle = ranges[at].From + ((to - ranges[at].From) / 2);
            ranges[at] = (ranges[at].From, await EstimateAsync(connection, from, column, ranges[at].From, middle, cancellationToken).ConfigureAwait(false));
            ranges.Insert(at + 1, (middle, await EstimateAsync(connection, from, column, middle, to, cancellationToken).ConfigureAwait(false)));
        }

        return ranges;
    }

    private static async ValueTask<long> EstimateAsync(MySqlConnection connection, string from, string column, Int128 least, Int128 end, CancellationToken cancellationToken)
    {
        // Of EXPLAIN's columns, rows is the last but one or, where filtered is told too, the last but two; MariaDB and MySQL differ in the ones before.
        string sql = string.Create(CultureInfo.InvariantCulture, $"EXPLAIN SELECT 1 FROM {from} WHERE {column} >= {least} AND {column} < {end}");
        List<long> rows = await TextRows.ListAsync(connection.Session, sql, "partitions", row => row.Select(cell => cell).Reverse().Select(Count).FirstOrDefault(number => number is not null) ?? 0, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : 0;

        static long? Count(string? cell) => long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }

    // The first share has no beginning and the last no end: keys that come to be are in one of them.
    private static IReadOnlyList<Partition> Gather(string column, List<(Int128 From, long Rows)> ranges, int count)
    {
        long total = ranges.Sum(range => range.Rows);
        var shares = new List<(Int128? From, long Rows)>();
        long gathered = 0;
        foreach ((Int128 from, long rows) in ranges)
        {
            if (shares.Count == 0)
            {
                shares.Add((null, rows));
            }
            else if (shares.Count < count && gathered * count >= total * shares.Count)
            {
                shares.Add((from, rows));
            }
            else
            {
                shares[^1] = (shares[^1].From, shares[^1].Rows + rows);
            }

            gathered += rows;
        }

        return shares.Count == 1 ? [Everything] : [.. shares.Select((share, i) => new Partition(
            string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {shares.Count}"), PartitionToken.OfKeys(column, share.From, i + 1 < shares.Count ? shares[i + 1].From : null))
        {
            EstimatedRows = share.Rows,
        })];
    }
}
