using System.Globalization;
using Hawser.Connectors.Postgres.Client;
using Npgsql;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>
/// Cuts a table into shares of about the same size: ranges of blocks, which the server finds at once from version 14 on, else ranges of an integer primary key, which a view may show too. In a
/// snapshot the shares together are one moment.
/// </summary>
internal static class ScanPartitions
{
    private const int BlockRangesSince = 14;
    private const long LeastBlocks = 64;

    private const string KeyOfTable = """
        SELECT a.attname::text, i.indrelid FROM pg_catalog.pg_index i JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = $1 AND i.indisprimary AND array_length(i.indkey::int2[], 1) = 1 AND a.atttypid IN (20, 21, 23)
        """;

    // Only of a view through which rows could be inserted (8): its rows are rows of one table, so that no share has one twice or misses one, as with LIMIT or windows it might.
    private const string KeyOfView = """
        SELECT a.attname::text, i.indrelid
        FROM pg_catalog.pg_rewrite r
             JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid <> r.ev_class
             JOIN pg_catalog.pg_index i ON i.indrelid = d.refobjid AND i.indisprimary AND array_length(i.indkey::int2[], 1) = 1
             JOIN pg_catalog.pg_attribute b ON b.attrelid = i.indrelid AND b.attnum = i.indkey[0]
             JOIN pg_catalog.pg_attribute a ON a.attrelid = r.ev_class AND a.attname = b.attname AND a.atttypid = b.atttypid AND NOT a.attisdropped
        WHERE r.ev_class = $1 AND a.atttypid IN (20, 21, 23) AND pg_catalog.pg_relation_is_updatable(r.ev_class, false) & 8 = 8 AND pg_catalog.pg_column_is_updatable(r.ev_class, a.attnum, false)
        LIMIT 1
        """;

    private static readonly Partition Everything = new("all", "");

    /// <summary>The shares; one that is everything where the relation cannot be cut or is too small to be worth it.</summary>
    public static async ValueTask<IReadOnlyList<Partition>> CutAsync(PostgresConnection connection, ScanRequest request, int count, CancellationToken cancellationToken)
    {
        if (request.Relation is not TableName name)
        {
            return [Everything];
        }

        ScannedTable table = await RelationScan.FindAsync(connection, name, request.ReadOptions, cancellationToken).ConfigureAwait(false);
        if (count == 1 || request.Limit is not null)
        {
            return [Everything];
        }

        using var limit = new TimeLimit(null);
        return await limit.RunAsync(
            $"partitions of {name}",
            async token => table.IsHeap && connection.Native.PostgreSqlVersion.Major >= BlockRangesSince
                ? await ByBlocksAsync(connection, table, count, token).ConfigureAwait(false)
                : await ByKeysAsync(connection, table, count, token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<IReadOnlyList<Partition>> ByBlocksAsync(PostgresConnection connection, ScannedTable table, int count, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand("SELECT pg_relation_size($1::oid::regclass) / current_setting('block_size')::bigint, reltuples::float8 FROM pg_class WHERE oid = $1", connection.Native);
        command.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = table.Oid, DataTypeName = "oid" });
        (long blocks, double rows) = await PairAsync(command, reader => (reader.GetInt64(0), reader.GetDouble(1)), cancellationToken).ConfigureAwait(false);
        long shares = Math.Min(count, Math.Max(1, blocks / LeastBlocks));
        long? estimated = rows >= 0 ? (long)(rows / shares) : null;
        return Ranges(0, blocks, shares, (from, to) => PartitionToken.OfBlocks(from, to), estimated);
    }

    private static async ValueTask<IReadOnlyList<Partition>> ByKeysAsync(PostgresConnection connection, ScannedTable table, int count, CancellationToken cancellationToken)
    {
        if (await IntegerKeyAsync(connection, table, cancellationToken).ConfigureAwait(false) is not var (column, keyed))
        {
            return [Everything];
        }

        string quoted = PostgresDialect.Instance.QuoteName(column);
        using var command = new NpgsqlCommand($"SELECT min({quoted})::bigint, max({quoted})::bigint FROM {PostgresDialect.Instance.QuoteTable(table.Name)}", connection.Native);
        (long? least, long? greatest) = await PairAsync(
            command, reader => reader.IsDBNull(0) ? ((long?)null, (long?)null) : (reader.GetInt64(0), reader.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        Int128 width = least is { } from ? (Int128)greatest!.Value - from : 0;
        return width < count || width > long.MaxValue
            ? [Everything]
            : Shares(
                await KeyRanges.CutAsync(connection, keyed, column, least!.Value, greatest!.Value, count, cancellationToken).ConfigureAwait(false),
                (low, high) => PartitionToken.OfKeys(column, low, high),
                null);
    }

    private static async ValueTask<(string Column, uint Table)?> IntegerKeyAsync(PostgresConnection connection, ScannedTable table, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand(table.Kind == 'v' ? KeyOfView : KeyOfTable, connection.Native);
        command.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = table.Oid, DataTypeName = "oid" });
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? (reader.GetString(0), reader.GetFieldValue<uint>(1)) : null;
        }
    }

    private static Partition[] Ranges(long first, long last, long shares, Func<long?, long?, string> token, long? estimatedRows) =>
        Shares([.. Enumerable.Range(1, (int)shares - 1).Select(share => first + (long)((Int128)(last - first) * share / shares))], token, estimatedRows);

    // The first share has no beginning and the last no end: blocks and keys that come to be are in one of them.
    private static Partition[] Shares(IReadOnlyList<long> cuts, Func<long?, long?, string> token, long? estimatedRows)
    {
        if (cuts.Count == 0)
        {
            return [Everything];
        }

        var partitions = new Partition[cuts.Count + 1];
        for (int i = 0; i < partitions.Length; i++)
        {
            string text = token(i == 0 ? null : cuts[i - 1], i == cuts.Count ? null : cuts[i]);
            partitions[i] = new Partition(string.Create(CultureInfo.InvariantCulture, $"{i + 1} of {partitions.Length}"), text) { EstimatedRows = estimatedRows };
        }

        return partitions;
    }

    private static async ValueTask<T> PairAsync<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            return read(reader);
        }
    }
}
