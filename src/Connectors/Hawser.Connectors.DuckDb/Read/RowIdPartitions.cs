using System.Globalization;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Cuts a table by its row numbers, at the borders of row groups, which DuckDB skips when they are not wanted.</summary>
internal static class RowIdPartitions
{
    /// <summary>Rows in a row group of a DuckDB file.</summary>
    private const long RowGroupRows = 122_880;

    private static readonly Partition Whole = new("all", "");

    public static IReadOnlyList<Partition> Cut(DuckDbConnection connection, ScanRequest request, int count, CancellationToken cancellationToken)
    {
        if (count == 1 || request.Limit is not null || request.Relation is not TableName name)
        {
            return [Whole];
        }

        if (((DuckDbCatalog)connection.Catalog).Find(name, cancellationToken) is not { } table)
        {
            // The engine's own error names the nearest table.
            using var probe = connection.Session.Prepare(DuckDbDialect.Instance.Select(request), cancellationToken);
            return [Whole];
        }

        if (table.Kind != TableKind.Table
            || table.Columns.Any(column => string.Equals(column.Name, "rowid", StringComparison.OrdinalIgnoreCase)))
        {
            return [Whole];
        }

        var last = connection.Ask($"SELECT max(rowid) FROM {DuckDbDialect.Instance.QuoteTable(table.Name)}", cancellationToken).Rows[0].Number(0) ?? 0;
        var groups = (last / RowGroupRows) + 1;
        var shares = (int)Math.Min(count, groups);
        return shares < 2 ? [Whole] : [.. Enumerable.Range(0, shares).Select(i => Share(i, shares, groups))];
    }

    /// <summary>The last share has no upper end, so that no row is left out.</summary>
    private static Partition Share(int index, int shares, long groups)
    {
        var from = groups * index / shares * RowGroupRows;
        var to = groups * (index + 1) / shares * RowGroupRows;
        var condition = index == shares - 1
            ? string.Create(CultureInfo.InvariantCulture, $"rowid >= {from}")
            : string.Create(CultureInfo.InvariantCulture, $"rowid >= {from} AND rowid < {to}");
        return new Partition(string.Create(CultureInfo.InvariantCulture, $"rowid-{from}"), condition) { EstimatedRows = to - from };
    }
}
