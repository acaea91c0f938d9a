using System.Text;

namespace Hawser.Connectors;

/// <summary>
/// How an engine's SQL is spelled. Opens nothing, asks nothing; stateless and thread-safe. Names always go through <see cref="QuoteName"/>, values through parameters or,
/// where the engine takes none (DDL), through <see cref="TextLiteral"/>.
/// </summary>
public abstract class SqlDialect
{
    /// <summary>A name as SQL writes it, always quoted: any text but NUL is a name.</summary>
    /// <exception cref="ArgumentException">The name holds a NUL character.</exception>
    public virtual string QuoteName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A name cannot hold a NUL character.", nameof(name))
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>A table's name with the parts that are given.</summary>
    public virtual string QuoteTable(TableName table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return string.Join('.', new[] { table.Catalog, table.Schema, table.Name }.OfType<string>().Select(QuoteName));
    }

    /// <summary>A text as a literal.</summary>
    public virtual string TextLiteral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>The placeholder for the parameter at a position, counted from 0.</summary>
    public virtual string Placeholder(int position) => "?";

    /// <summary>The text of a SELECT for a scan; a partition is the connector's to add in <see cref="PartitionCondition"/>.</summary>
    public virtual string Select(ScanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var sql = new StringBuilder("SELECT ");
        sql.Append(request.Columns is { } columns ? string.Join(", ", columns.Select(QuoteName)) : "*");
        sql.Append(" FROM ").Append(From(request));
        string[] conditions = [.. new[] { request.Filter, request.Partition is { } p ? PartitionCondition(p) : null }.OfType<string>().Select(c => $"({c}\n)")];
        if (conditions.Length > 0)
        {
            sql.Append(" WHERE ").AppendJoin(" AND ", conditions);
        }

        if (request.Order.Count > 0)
        {
            sql.Append(" ORDER BY ").AppendJoin(", ", request.Order.Select(o => QuoteName(o.Column) + (o.Descending ? " DESC" : "")));
        }

        return request.Limit is { } limit ? WithLimit(sql.ToString(), limit) : sql.ToString();
    }

    /// <summary>The text of a query whose one value is how many rows a scan has.</summary>
    public virtual string Count(ScanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { Filter: null, Limit: null, Partition: null }
            ? $"SELECT count(*) FROM {From(request)}"
            : $"SELECT count(*) FROM ({Select(request with { Order = [] })}) AS {QuoteName("counted")}";
    }

    /// <summary>What stands behind FROM for a relation.</summary>
    public virtual string From(Relation relation) => relation switch
    {
        TableName table => QuoteTable(table),
        QueryRelation query => $"({query.Statement.Text.TrimEnd().TrimEnd(';')}\n) AS \"query\"",
        _ => throw new ArgumentException($"{relation?.DisplayName} cannot be read by this dialect.", nameof(relation)),
    };

    /// <summary>What stands behind FROM for a scan: its relation, without the rows of inheriting tables where that is asked for and the engine has such.</summary>
    protected virtual string From(ScanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return From(request.Relation);
    }

    /// <summary>The condition that a partition stands for; null when it is everything.</summary>
    public virtual string? PartitionCondition(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return partition.Token.Length == 0 ? null : partition.Token;
    }

    /// <summary>A query that gives at most some rows.</summary>
    public virtual string WithLimit(string query, long rows) => $"{query} LIMIT {rows}";

    /// <summary>CREATE TABLE with columns, defaults, generated columns, checks, primary key and unique constraints; foreign keys only when <see cref="ForeignKeysWithTable"/>.</summary>
    public virtual string CreateTable(TableModel table)
    {
        ArgumentNullException.ThrowIfNull(table);
        var parts = new List<string>(table.Columns.Select(c => ColumnDefinition(table, c)));
        if (table.PrimaryKey is { } key)
        {
            parts.Add($"{ConstraintName(key.Name)}PRIMARY KEY ({NameList(key.Columns)})");
        }

        parts.AddRange(table.UniqueConstraints.Select(u => $"{ConstraintName(u.Name)}UNIQUE ({NameList(u.Columns)})"));
        parts.AddRange(table.Checks.Select(c => $"{ConstraintName(c.Name)}CHECK ({c.Expression})"));
        if (ForeignKeysWithTable)
        {
            parts.AddRange(table.ForeignKeys.Select(ForeignKeyDefinition));
        }

        return $"CREATE TABLE {QuoteTable(table.Name)} (\n  {string.Join(",\n  ", parts)}\n)";
    }

    /// <summary>Whether foreign keys can only be made with the table.</summary>
    public virtual bool ForeignKeysWithTable => false;

    /// <summary>CREATE INDEX.</summary>
    public virtual string CreateIndex(TableName table, IndexModel index)
    {
        ArgumentNullException.ThrowIfNull(index);
        IEnumerable<string> parts = index.Parts.Select(p => (p.Column is { } column ? QuoteName(column) : $"({p.Expression})")
            + (p.Collation is { } collation ? $" COLLATE {QuoteName(collation)}" : "") + (p.IsDescending ? " DESC" : ""));
        return $"CREATE {(index.IsUnique ? "UNIQUE " : "")}INDEX {QuoteName(index.Name)} ON {QuoteTable(table)} ({string.Join(", ", parts)}){(index.Predicate is { } where ? $" WHERE {where}" : "")}";
    }

    /// <summary>ALTER TABLE that adds a foreign key.</summary>
    public virtual string AddForeignKey(TableName table, ForeignKeyModel key) => $"ALTER TABLE {QuoteTable(table)} ADD {ForeignKeyDefinition(key)}";

    /// <summary>DROP TABLE.</summary>
    public virtual string DropTable(TableName table) => $"DROP TABLE {QuoteTable(table)}";

    /// <summary>One column of CREATE TABLE.</summary>
    protected virtual string ColumnDefinition(TableModel table, ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        var sql = new StringBuilder(QuoteName(column.Name));
        if (column.NativeType.Length > 0)
        {
            sql.Append(' ').Append(column.NativeType);
        }

        if (column.Collation is { } collation)
        {
            sql.Append(" COLLATE ").Append(QuoteName(collation));
        }

        if (column.Generated is { } generated)
        {
            sql.Append(" GENERATED ALWAYS AS (").Append(generated.Expression).Append(generated.IsStored ? ") STORED" : ") VIRTUAL");
        }
        else if (column.Default is { } value)
        {
            sql.Append(" DEFAULT ").Append(value);
        }

        return sql.Append(column.IsNullable ? "" : " NOT NULL").ToString();
    }

    /// <summary>A foreign key as CREATE or ALTER TABLE writes it.</summary>
    protected virtual string ForeignKeyDefinition(ForeignKeyModel key)
    {
        ArgumentNullException.ThrowIfNull(key);
        string columns = key.ReferencedColumns.Count == 0 ? "" : $" ({NameList(key.ReferencedColumns)})";
        string deferrable = key.IsDeferrable ? key.IsInitiallyDeferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE" : "";
        return $"{ConstraintName(key.Name)}FOREIGN KEY ({NameList(key.Columns)}) REFERENCES {QuoteTable(key.ReferencedTable)}{columns}"
            + $"{Action(" ON DELETE ", key.OnDelete)}{Action(" ON UPDATE ", key.OnUpdate)}{deferrable}";
    }

    /// <summary>Names, quoted, with commas between.</summary>
    protected string NameList(IEnumerable<string> names) => string.Join(", ", names.Select(QuoteName));

    private static string Action(string when, ForeignKeyAction action) => action switch
    {
        ForeignKeyAction.Restrict => when + "RESTRICT",
        ForeignKeyAction.Cascade => when + "CASCADE",
        ForeignKeyAction.SetNull => when + "SET NULL",
        ForeignKeyAction.SetDefault => when + "SET DEFAULT",
        _ => "",
    };

    private string ConstraintName(string? name) => name is null ? "" : $"CONSTRAINT {QuoteName(name)} ";
}
