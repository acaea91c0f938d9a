using System.Globalization;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>An upsert's second half: rows are loaded into a temporary table beside the target, tested for keys that could not tell them apart, and merged by one INSERT … ON CONFLICT.</summary>
internal sealed class UpsertMerge
{
    private static readonly DuckDbDialect Dialect = DuckDbDialect.Instance;
    private readonly DuckDbConnection _connection;
    private readonly TableModel _table;
    private readonly string[] _columns;
    private readonly IReadOnlyList<string> _key;

    private UpsertMerge(DuckDbConnection connection, TableModel table, string[] columns, IReadOnlyList<string> key)
    {
        _connection = connection;
        _table = table;
        _columns = columns;
        _key = key;
    }

    /// <summary>Where the rows wait; it belongs to the session and lives as long as the load.</summary>
    public TableName Staging { get; } = new("temp", "main", string.Create(CultureInfo.InvariantCulture, $"hawser_upsert_{Guid.NewGuid():N}"));

    /// <summary>Makes the temporary table in the load's transaction.</summary>
    /// <exception cref="ConnectorException">The target has no such key, or cannot be changed: a temporary table could be made beside it all the same.</exception>
    public static UpsertMerge Begin(DuckDbConnection connection, TableModel table, IReadOnlyList<LoadColumn> columns, LoadRequest request, CancellationToken cancellationToken)
    {
        if (connection.Database is DuckDbDatabase { IsReadOnly: true })
        {
            throw new ConnectorException(ConnectorStatus.PermissionDenied, DuckDbErrors.Connector, $"load into {table.Name}: the database is open for reading only.")
            {
                Hint = "Open the database with read_only: false.",
            };
        }

        var merge = new UpsertMerge(connection, table, [.. columns.Select(column => column.Target)], UpsertKey.Resolve(request, table, DuckDbErrors.Connector));
        var definitions = string.Join(", ", columns.Select(column => $"{Dialect.QuoteName(column.Target)} {column.Type}"));
        connection.Session.Run($"CREATE TEMP TABLE {Dialect.QuoteName(merge.Staging.Name)} ({definitions})", cancellationToken);
        return merge;
    }

    /// <summary>Merges the rows and drops the temporary table.</summary>
    /// <exception cref="ConnectorException">A key is NULL or comes twice, a constraint of the target is violated, or another number of rows arrived than were loaded.</exception>
    public void Merge(long rows, CancellationToken cancellationToken)
    {
        var staging = Dialect.QuoteTable(Staging);
        var keys = Names(_key);
        Refuse($"SELECT {KeyText()} FROM {staging} WHERE {string.Join(" OR ", _key.Select(name => $"{Dialect.QuoteName(name)} IS NULL"))} LIMIT 1", "has a NULL in its key, so that no row can be told by it", cancellationToken);
        Refuse($"SELECT {KeyText()} FROM {staging} GROUP BY {keys} HAVING count(*) > 1 LIMIT 1", "comes twice in what is loaded", cancellationToken);
        var sets = string.Join(", ", _columns.Where(name => !_key.Contains(name)).Select(name => $"{Dialect.QuoteName(name)} = excluded.{Dialect.QuoteName(name)}"));
        var list = Names(_columns);
        using var statement = _connection.Session.Prepare(
            $"INSERT INTO {Dialect.QuoteTable(_table.Name)} ({list}) SELECT {list} FROM {staging} ON CONFLICT ({keys}) DO {(sets.Length == 0 ? "NOTHING" : $"UPDATE SET {sets}")}", cancellationToken);
        using (var cursor = _connection.Session.Execute(statement, streamed: false, cancellationToken))
        {
            if (sets.Length > 0 && cursor.RowsChanged != rows)
            {
                throw new ConnectorException(
                    ConnectorStatus.VerificationFailed, DuckDbErrors.Connector, string.Create(CultureInfo.InvariantCulture, $"load into {_table.Name}: {rows} rows were loaded, but {cursor.RowsChanged} merged."));
            }
        }

        _connection.Session.Run($"DROP TABLE {staging}", cancellationToken);
    }

    private static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(Dialect.QuoteName));

    private string KeyText() => $"concat_ws(', ', {string.Join(", ", _key.Select(name => $"{Dialect.TextLiteral(name + " = ")} || coalesce({Dialect.QuoteName(name)}::VARCHAR, 'NULL')"))})";

    private void Refuse(string query, string why, CancellationToken cancellationToken)
    {
        var found = _connection.Ask(query, cancellationToken).Rows;
        if (found.Count > 0)
        {
            throw new ConnectorException(ConnectorStatus.ConstraintViolation, DuckDbErrors.Connector, $"load into {_table.Name}: the row ({found[0].Text(0)}) {why}.");
        }
    }
}
