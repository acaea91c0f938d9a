using Hawser.Connectors.Postgres.Client;
using Npgsql;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>
/// Where a whole number's values are cut so that each range has about as many rows: by the histogram that ANALYZE left, which costs no reading, and beyond it as even as the table has grown
/// since. Without one the ranges are of equal width. However far off it is, the ranges together are everything.
/// </summary>
internal static class KeyRanges
{
    private const string Query = """
        WITH RECURSIVE parts (oid) AS (SELECT $1::oid UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN parts p ON i.inhparent = p.oid)
        SELECT (SELECT s.histogram_bounds::text::bigint[]
                FROM pg_catalog.pg_stats s JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname JOIN pg_catalog.pg_class c ON c.relname = s.tablename AND c.relnamespace = n.oid
                WHERE c.oid = $1 AND s.attname = $2 AND s.histogram_bounds IS NOT NULL ORDER BY s.inherited DESC LIMIT 1),
               (SELECT sum(pg_catalog.pg_relation_size(c.oid)) / current_setting('block_size')::float8 / nullif(sum(c.relpages), 0)
                FROM parts p JOIN pg_catalog.pg_class c ON c.oid = p.oid WHERE c.relkind = 'r')::float8
        """;

    /// <summary>The values at which the ranges behind the first begin, ascending.</summary>
    /// <param name="connection">Asks.</param>
    /// <param name="table">The number of the table whose column it is.</param>
    /// <param name="column">The column.</param>
    /// <param name="least">Its least value.</param>
    /// <param name="greatest">Its greatest value.</param>
    /// <param name="count">How many ranges.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<IReadOnlyList<long>> CutAsync(
        PostgresConnection connection, uint table, string column, long least, long greatest, int count, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(Query, connection.Native);
        command.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = table, DataTypeName = "oid" });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = column, DataTypeName = "text" });
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            long[] histogram = reader.IsDBNull(0) ? [] : reader.GetFieldValue<long[]>(0);
            return Cut(histogram, reader.IsDBNull(1) ? 1 : reader.GetDouble(1), least, greatest, count);
        }
    }

    /// <summary>Cuts by a histogram.</summary>
    /// <param name="histogram">Values with as many rows between one and the next, ascending; empty when there is none.</param>
    /// <param name="growth">How many times as large the table is as when the histogram was made.</param>
    /// <param name="least">The least value.</param>
    /// <param name="greatest">The greatest value; no further from the least than a <see cref="long"/> can say.</param>
    /// <param name="count">How many ranges.</param>
    public static IReadOnlyList<long> Cut(IReadOnlyList<long> histogram, double growth, long least, long greatest, int count)
    {
        long[] bounds = [.. histogram.Where(value => value > least && value < greatest)];
        // Each value begins a bucket of one weight; behind the last lies one more, and what came since.
        double last = 1 + ((bounds.Length + 1) * Math.Max(0, growth - 1));
        double all = bounds.Length + last;
        var cuts = new List<long>();
        for (int i = 1; i < count; i++)
        {
            long cut = At(all * i / count);
            if (cut > (cuts.Count > 0 ? cuts[^1] : least))
            {
                cuts.Add(cut);
            }
        }

        return cuts;

        long At(double weight)
        {
            int bucket = Math.Min((int)weight, bounds.Length);
            long from = bucket == 0 ? least : bounds[bucket - 1], to = bucket == bounds.Length ? greatest : bounds[bucket];
            double share = (weight - bucket) / (bucket == bounds.Length ? last : 1);
            return from + (long)((to - from) * Math.Min(share, 1));
        }
    }
}
