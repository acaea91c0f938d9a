using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Catalog;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Describes, cuts and reads one relation.</summary>
internal sealed class RelationScan(SqliteSession session, TypeCache cache, ScanRequest request)
{
    private const long LeastRowsPerPartition = 2_000;

    private static readonly SqliteDialect Dialect = SqliteDialect.Instance;

    /// <summary>The columns, with the types that reading gives.</summary>
    public RelationDescription Describe(CancellationToken cancellationToken)
    {
        TableFacts? table = FindTable();
        SqliteStatement prepared = session.Prepare(Dialect.Select(request));
        string[] native = [.. Enumerable.Range(0, prepared.ColumnCount).Select(i => DeclaredType.Spell(prepared.DeclaredType(i) ?? ""))];
        if (!prepared.IsReadOnly)
        {
            prepared.Dispose();
            throw SqliteErrors.Create(ConnectorStatus.NotSupported, $"{request.Relation.DisplayName} changes the database; it cannot be described without running it.");
        }

        using RecordBatchReader reader = Open(prepared, table, cancellationToken);
        return new RelationDescription([.. reader.Schema.Fields.Select((field, i) => Column(field, native[i]))]);
    }

    /// <summary>The rows.</summary>
    public RecordBatchReader Open(CancellationToken cancellationToken)
    {
        TableFacts? table = FindTable();
        return Open(session.Prepare(Dialect.Select(request)), table, cancellationToken);
    }

    /// <summary>How many rows there are.</summary>
    public long Count(CancellationToken cancellationToken)
    {
        FindTable();
        Statement counted = request.Relation is QueryRelation query ? query.Statement with { Text = Dialect.Count(request) } : new Statement(Dialect.Count(request));
        using QueryResult result = new QueryStart(session, cache).Query(counted with { ReadOptions = ReadOptions.Default }, cancellationToken);
        using RecordBatch batch = result.Reader.ReadNext(cancellationToken)!;
        return batch[0].Values<long>()[0];
    }

    /// <summary>Ranges of rowids of about equal width, at most as many as asked for.</summary>
    public IReadOnlyList<Partition> Partition(int count, CancellationToken cancellationToken)
    {
        TableFacts? table = FindTable();
        if (table?.RowIdName is not { } rowId || request.Order.Count > 0 || request.Limit is not null || count == 1)
        {
            return [new Partition("all", "")];
        }

        string from = Dialect.From(request.Relation);
        long low = session.QueryInt64($"SELECT min({rowId}) FROM {from}") ?? 0;
        long high = session.QueryInt64($"SELECT max({rowId}) FROM {from}") ?? 0;
        Int128 span = (Int128)high - low + 1;
        int parts = (int)Int128.Clamp(span / LeastRowsPerPartition, 1, count);
        return parts == 1 ? [new Partition("all", "")] : Cut(rowId, low, high, parts, DecideTypes(cancellationToken));
    }

    private static List<Partition> Cut(string rowId, long low, long high, int parts, IReadOnlyList<ColumnType> types)
    {
        Int128 span = (Int128)high - low + 1;
        List<Partition> partitions = [];
        for (int i = 0; i < parts; i++)
        {
            long first = (long)(low + (span * i / parts));
            long last = (long)(low + (span * (i + 1) / parts) - 1);
            string id = string.Create(CultureInfo.InvariantCulture, $"rowid {first} to {last}");
            partitions.Add(new Partition(id, new PartitionToken(rowId, first, last, types).ToString()) { EstimatedRows = (long)(span / parts) });
        }

        return partitions;
    }

    /// <summary>The types of the whole scan when its columns' declarations do not decide them; none when they do.</summary>
    private ColumnType[] DecideTypes(CancellationToken cancellationToken)
    {
        ScanRequest whole = request with { Partition = null };
        string sql = Dialect.Select(whole);
        SqliteStatement prepared = session.Prepare(sql);
        bool isDecided = request.ReadOptions.TypeMode == TypeMode.Declared && QueryStart.DeclaredTypes(prepared).All(type => type.IsDecided);
        if (isDecided)
        {
            prepared.Dispose();
            return [];
        }

        using RecordBatchReader reader = new RelationScan(session, cache, whole).Open(prepared, null, cancellationToken);
        return cache.Find(session, sql, request.ReadOptions.TypeMode) ?? [];
    }

    private SqliteBatchReader Open(SqliteStatement prepared, TableFacts? table, CancellationToken cancellationToken)
    {
        Statement statement = request.Relation is QueryRelation query
            ? query.Statement with { Text = Dialect.Select(request) }
            : new Statement(Dialect.Select(request));
        ColumnType[]? decided = request.Partition is { Token.Length: > 0 } partition && PartitionToken.Parse(partition.Token).Types is { Count: > 0 } types
            ? [.. types]
            : null;
        MisfitLocator locator = new(request.Relation.DisplayName, table?.RowIdName is { } rowId ? row => FindRowId(rowId, row) : null);
        return new QueryStart(session, cache).Open(prepared, statement, request.ReadOptions, locator, decided, NotNull(table), cancellationToken);
    }

    /// <summary>The table that is read, null for a query; the columns that are asked for exist.</summary>
    private TableFacts? FindTable()
    {
        if (request.Relation is not TableName name)
        {
            ThrowUnlessColumnsExist(request.Relation.DisplayName, QueryColumns(), null);
            return null;
        }

        TableFacts table = TableFacts.Find(session, name)
            ?? throw TableFacts.NotFound(session, name);
        ThrowUnlessColumnsExist($"table \"{table.Name}\"", [.. table.Columns.Select(column => column.Name)], table.RowIdName);
        return table;
    }

    private string[] QueryColumns()
    {
        using SqliteStatement prepared = session.Prepare(Dialect.Select(new ScanRequest(request.Relation)));
        return [.. Enumerable.Range(0, prepared.ColumnCount).Select(prepared.ColumnName)];
    }

    /// <summary>SQLite takes an unknown name in double quotes for a text literal; that must not happen to a column.</summary>
    private void ThrowUnlessColumnsExist(string relation, string[] columns, string? rowId)
    {
        IEnumerable<string> named = (request.Columns ?? []).Concat(request.Order.Select(order => order.Column));
        foreach (string column in named)
        {
            if (!columns.Contains(column, StringComparer.OrdinalIgnoreCase) && !string.Equals(column, rowId, StringComparison.OrdinalIgnoreCase))
            {
                string? nearest = NearestName.Find(column, columns);
                throw SqliteErrors.Create(ConnectorStatus.NotFound, $"{relation} has no column \"{column}\".", nearest is null ? null : $"Did you mean \"{nearest}\"?");
            }
        }
    }

    private static HashSet<string> NotNull(TableFacts? table) =>
        [.. (table?.Columns ?? []).Where(column => table!.IsNeverNull(column)).Select(column => column.Name)];

    private long? FindRowId(string rowId, long row)
    {
        // The columns stay, so that the statement walks the same tree in the same order: rowids alone might come from an index.
        string sql = Dialect.Select(request with { Limit = null });
        string rowIds = string.Concat("SELECT ", rowId, ", ", sql.AsSpan("SELECT ".Length));
        return session.QueryInt64(string.Create(CultureInfo.InvariantCulture, $"{rowIds} LIMIT 1 OFFSET {row}"));
    }

    private static ColumnModel Column(Field field, string nativeType) => new(field.Name, nativeType, field)
    {
        IsNullable = field.IsNullable,
        ReadFidelity = Fidelity.Checked,
        ReadNote = "SQLite stores any value in any column: each is tested",
    };
}
