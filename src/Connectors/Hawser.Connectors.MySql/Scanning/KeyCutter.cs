using System.Globalization;
using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// Finds bounds in a primary key that leave about as many rows on either side: a value is guessed between a range's ends, the server tells the next key behind it, by a descent of the index's tree,
/// and its optimiser how many rows the two parts have. Where guesses find nothing, as among texts of a collation of its own, the index is walked to the middle of a range that is not too long for that.
/// </summary>
internal sealed class KeyCutter(MySqlConnection connection, TableName table, IReadOnlyList<KeyColumn> columns, CancellationToken cancellationToken)
{
    private const int MostCuts = 100;
    private const long MostWalkedRows = 2_000_000;
    // Servers say up to twice as many rows as there are.
    private const int WalkedPart = 3;

    private const string Where = "partitions";

    private readonly string _from = $"FROM {MySqlDialect.Instance.QuoteTable(table)} FORCE INDEX (PRIMARY)";
    private readonly string _values = string.Join(", ", columns.Select(column => column.Expression));

    /// <summary>Ranges in the order of the key, each at most a part of the table; one where the table has too few rows to be worth it; none where it is empty.</summary>
    /// <param name="leastRows">Tables of fewer rows are not cut.</param>
    /// <param name="parts">Into how many parts of equal size no range would be cut further.</param>
    public async ValueTask<List<KeyRange>> CutAsync(long leastRows, int parts)
    {
        if (await FirstAsync("TRUE", isLast: false).ConfigureAwait(false) is not { } least || await FirstAsync("TRUE", isLast: true).ConfigureAwait(false) is not { } greatest)
        {
            return [];
        }

        var ranges = new List<KeyRange> { new(null, null, least, greatest, await EstimateAsync(null, null).ConfigureAwait(false)) };
        if (ranges[0].Rows < leastRows)
        {
            // How many rows a whole table has is told from memory, which lags behind a load; that of a range is not.
            if (await FirstAsync("TRUE", isLast: false, leastRows).ConfigureAwait(false) is null)
            {
                return ranges;
            }

            ranges[0] = ranges[0] with { Rows = leastRows };
        }

        for (int cuts = 0; cuts < MostCuts && ranges.Where(range => !range.IsWhole).MaxBy(range => range.Rows) is { } largest && largest.Rows * parts > ranges.Sum(range => range.Rows); cuts++)
        {
            int at = ranges.IndexOf(largest);
            ranges.RemoveAt(at);
            ranges.InsertRange(at, await HalveAsync(largest).ConfigureAwait(false));
        }

        return ranges;
    }

    private async ValueTask<KeyRange[]> HalveAsync(KeyRange range)
    {
        for (int i = range.Least.Zip(range.Greatest).TakeWhile(pair => pair.First == pair.Second).Count(); i < columns.Count; i++)
        {
            // Behind the first column that differs the least key's values are known, and none of the greatest in the same group.
            IEnumerable<string> guesses = range.Least.Take(i).SequenceEqual(range.Greatest.Take(i)) ? KeyMiddle.Guess(columns[i].Kind, range.Least[i], range.Greatest[i]) : [];
            foreach (string guess in guesses)
            {
                if (await NextAsync(range.Least.Take(i), guess).ConfigureAwait(false) is { } key
                    && await CutAtAsync(range, key, i + 1).ConfigureAwait(false) is { } cut)
                {
                    return cut;
                }
            }
        }

        if (range.Rows <= MostWalkedRows && await FirstAsync(KeyBounds.Between(columns, range.From, range.To), isLast: false, range.Rows / WalkedPart).ConfigureAwait(false) is { } middle
            && await CutAtAsync(range, middle, columns.Count).ConfigureAwait(false) is { } halves)
        {
            return halves;
        }

        return [range with { IsWhole = true }];
    }

    // Null where the key does not lie within the range: a guess is the client's, and the order the server's.
    private async ValueTask<KeyRange[]?> CutAtAsync(KeyRange range, IReadOnlyList<string> key, int length)
    {
        string[] bound = [.. key.Take(length)];
        if (await FirstAsync(KeyBounds.Between(columns, range.From, bound), isLast: true).ConfigureAwait(false) is not { } before
            || await FirstAsync(KeyBounds.Between(columns, bound, range.To), isLast: false).ConfigureAwait(false) is not { } behind)
        {
            return null;
        }

        return
        [
            new KeyRange(range.From, bound, range.Least, before, await EstimateAsync(range.From, bound).ConfigureAwait(false)),
            new KeyRange(bound, range.To, behind, range.Greatest, await EstimateAsync(bound, range.To).ConfigureAwait(false)),
        ];
    }

    private async ValueTask<string[]?> NextAsync(IEnumerable<string> same, string guess)
    {
        try
        {
            return await FirstAsync(KeyBounds.Within(columns, same, guess), isLast: false).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error.VendorCode == MySqlErrors.IllegalMixOfCollations)
        {
            // The guess has a character that the column's character set lacks.
            return null;
        }
    }

    private async ValueTask<string[]?> FirstAsync(string condition, bool isLast, long skipped = 0)
    {
        string order = string.Join(", ", columns.Select(column => column.Quoted + (isLast ? " DESC" : "")));
        string sql = string.Create(CultureInfo.InvariantCulture, $"SELECT {_values} {_from} WHERE {condition} ORDER BY {order} LIMIT 1 OFFSET {skipped}");
        List<string[]> rows = await TextRows.ListAsync(connection.Session, sql, Where, row => row.Select(cell => cell ?? "").ToArray(), cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? null : rows[0];
    }

    private async ValueTask<long> EstimateAsync(IReadOnlyList<string>? from, IReadOnlyList<string>? to)
    {
        // Of EXPLAIN's columns, rows is the last but one or, where filtered is told too, the last but two; MariaDB and MySQL differ in the ones before.
        string sql = $"EXPLAIN SELECT 1 {_from} WHERE {KeyBounds.Between(columns, from, to)}";
        List<long> rows = await TextRows.ListAsync(connection.Session, sql, Where, row => row.Reverse().Select(Count).FirstOrDefault(number => number is not null) ?? 0, cancellationToken).ConfigureAwait(false);
        return rows.Count > 0 ? rows[0] : 0;

        static long? Count(string? cell) => long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
    }
}
