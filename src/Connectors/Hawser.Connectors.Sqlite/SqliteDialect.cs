using System.Text;

namespace Hawser.Connectors.Sqlite;

/// <summary>How SQLite spells SQL (https://www.sqlite.org/lang.html). An attached database's name is the catalog of its tables; there are no schemas.</summary>
internal sealed class SqliteDialect : SqlDialect
{
    /// <summary>The one instance.</summary>
    public static readonly SqliteDialect Instance = new();

    /// <inheritdoc/>
    public override bool ForeignKeysWithTable => true;

    /// <inheritdoc/>
    public override string? PartitionCondition(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return partition.Token.Length == 0 ? null : Read.PartitionToken.Parse(partition.Token).Condition;
    }

    /// <inheritdoc/>
    public override string CreateTable(TableModel table)
    {
        ArgumentNullException.ThrowIfNull(table);
        string sql = IdentityColumn(table) is null
            ? base.CreateTable(table)
            : base.CreateTable(table with { PrimaryKey = null });
        string options = string.Join(", ", Options(table));
        return options.Length == 0 ? sql : $"{sql} {options}";
    }

    /// <summary>An index lives in the database of its table: the index's name is qualified, the table's is not.</summary>
    public override string CreateIndex(TableName table, IndexModel index)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(index);
        string sql = base.CreateIndex(new TableName(table.Name), index);
        string? database = table.Catalog ?? table.Schema;
        if (database is null)
        {
            return sql;
        }

        string start = index.IsUnique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
        return start + QuoteName(database) + "." + sql[start.Length..];
    }

    /// <inheritdoc/>
    public override string AddForeignKey(TableName table, ForeignKeyModel key) => throw SqliteErrors.Create(
        ConnectorStatus.NotSupported, "a foreign key cannot be added to a table that exists; SQLite takes foreign keys only with CREATE TABLE.");

    /// <inheritdoc/>
    protected override string ColumnDefinition(TableModel table, ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(column);
        if (!ReferenceEquals(IdentityColumn(table), column))
        {
            return base.ColumnDefinition(table, column);
        }

        StringBuilder sql = new(QuoteName(column.Name));
        sql.Append(" INTEGER ");
        if (table.PrimaryKey?.Name is { } name)
        {
            sql.Append("CONSTRAINT ").Append(QuoteName(name)).Append(' ');
        }

        return sql.Append("PRIMARY KEY").Append(column.Identity is null ? "" : " AUTOINCREMENT").ToString();
    }

    /// <summary>The referred table is always in the same database, and may not be qualified.</summary>
    protected override string ForeignKeyDefinition(ForeignKeyModel key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return base.ForeignKeyDefinition(key with { ReferencedTable = new TableName(key.ReferencedTable.Name) });
    }

    /// <summary>The single primary key column that becomes the rowid: one that numbers itself, or one declared INTEGER.</summary>
    private static ColumnModel? IdentityColumn(TableModel table)
    {
        if (table.PrimaryKey is not { Columns.Count: 1 } key || table.Properties.ContainsKey("without_rowid"))
        {
            return null;
        }

        ColumnModel? column = table.Column(key.Columns[0]);
        bool isRowId = column is not null
            && (column.Identity is not null || string.Equals(column.NativeType, "INTEGER", StringComparison.OrdinalIgnoreCase));
        return isRowId ? column : null;
    }

    private static IEnumerable<string> Options(TableModel table)
    {
        if (table.Properties.ContainsKey("strict"))
        {
            yield return "STRICT";
        }

        if (table.Properties.ContainsKey("without_rowid"))
        {
            yield return "WITHOUT ROWID";
        }
    }
}
