using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// A temporary table that rows are copied into before the server moves them into the target: for an upsert, for values that the server makes of their text, where a trigger may drop
/// rows, which only an INSERT counts, and for a table that refers to itself, whose rows are judged when all are there. For an upsert it has the load's key, so that a key that occurs twice or
/// holds NULL is found in the row that brings it.
/// </summary>
internal sealed class StagingTable
{
    /// <summary>Its name.</summary>
    public const string Name = "hawser_stage";

    private const uint FirstOfUsers = 16_384;

    /// <summary>Its name with its schema, quoted.</summary>
    public const string FullName = "pg_temp.\"" + Name + "\"";

    private readonly TableName _target;
    private readonly IReadOnlyList<LoadColumn> _columns;
    private readonly IReadOnlyList<string>? _key;
    private readonly bool _overrides;
    private readonly string _number;

    /// <param name="target">The target.</param>
    /// <param name="columns">The columns that are loaded.</param>
    /// <param name="key">The key of an upsert; null for a load that only adds rows.</param>
    /// <param name="overrides">Whether the server knows identity columns, whose own numbers the load's are to overrule.</param>
    public StagingTable(TableName target, IReadOnlyList<LoadColumn> columns, IReadOnlyList<string>? key, bool overrides)
    {
        (_target, _columns, _key, _overrides) = (target, columns, key, overrides);
        _number = "hawser_row";
        while (columns.Any(column => column.Name == _number))
        {
            _number += "_";
        }
    }

    /// <summary>The column of a row's number in the load, quoted.</summary>
    public string Number => Dialect.QuoteName(_number);

    /// <summary>The target, quoted.</summary>
    public string Target => Dialect.QuoteTable(_target);

    private static PostgresDialect Dialect => PostgresDialect.Instance;

    /// <summary>The statement that copies into it.</summary>
    public string CopySql => $"COPY {FullName} ({Number}, {Names()}) FROM STDIN (FORMAT BINARY)";

    /// <summary>The statements that make it.</summary>
    public IEnumerable<string> CreateSql()
    {
        IEnumerable<string> columns = _columns.Select(column => column.StageType is null ? Dialect.QuoteName(column.Name) : $"NULL::{column.StageType} AS {Dialect.QuoteName(column.Name)}");
        yield return $"CREATE TEMPORARY TABLE \"{Name}\" AS SELECT 0::bigint AS {Number}, {string.Join(", ", columns)} FROM {Dialect.QuoteTable(_target)} WITH NO DATA";
        yield return $"CREATE INDEX ON {FullName} ({Number})";
        if (_key is not null)
        {
            yield return $"ALTER TABLE {FullName} ADD PRIMARY KEY ({string.Join(", ", _key.Select(Dialect.QuoteName))})";
        }
    }

    /// <summary>The statement that drops it.</summary>
    public static string DropSql => $"DROP TABLE {FullName}";

    /// <summary>The statement that moves the rows of a range of numbers into the target.</summary>
    public string MoveSql(long from, long to) => MoveSql($"{Number} >= {from} AND {Number} < {to}");

    /// <summary>The statement that moves the rows for which a condition holds.</summary>
    public string MoveSql(string condition) =>
        $"INSERT INTO {Target} ({Names()}){(_overrides ? " OVERRIDING SYSTEM VALUE" : "")} SELECT {string.Join(", ", _columns.Select(Value))} FROM {FullName} WHERE {condition} ORDER BY {Number}{OnConflict()}";

    /// <summary>A query that fails when a text in a range of numbers is none that the server can read; null when all values travel as they are.</summary>
    public string? CheckSql(long from, long to)
    {
        string[] read = [.. _columns.Where(column => column.StageType is not null).Select(Value)];
        return read.Length == 0 ? null : $"SELECT max(pg_catalog.num_nonnulls({string.Join(", ", read)})) FROM {FullName} WHERE {Number} >= {from} AND {Number} < {to}";
    }

    /// <summary>The value of a column as the target has it, of the table of some name in a query.</summary>
    public string Value(string column, string table) => $"{table}.{Value(_columns.First(loaded => loaded.Name == column))}";

    private static string Value(LoadColumn column) => Dialect.QuoteName(column.Name) + (column.StageType is null ? "" : $"::{CastName(column.Type.Base)}");

    // A cast to bit(3) cuts bits off, and one to bit alone is to bit(1); the column's own length is looked at when the row is inserted, and one that does not fit is an error then.
    private static string CastName(PgType type) => type.Oid is > 0 and < FirstOfUsers ? $"pg_catalog.{Dialect.QuoteName(type.CatalogName)}" : type.Name;

    private string OnConflict()
    {
        if (_key is null)
        {
            return "";
        }

        // A table of keys alone has nothing else to set; setting a key to itself lets the row count.
        string[] others = [.. _columns.Select(column => column.Name).Where(name => !_key.Contains(name))];
        IEnumerable<string> changes = (others.Length > 0 ? others : [_key[0]]).Select(name => $"{Dialect.QuoteName(name)} = EXCLUDED.{Dialect.QuoteName(name)}");
        return $" ON CONFLICT ({string.Join(", ", _key.Select(Dialect.QuoteName))}) DO UPDATE SET {string.Join(", ", changes)}";
    }

    private string Names() => string.Join(", ", _columns.Select(column => Dialect.QuoteName(column.Name)));
}
