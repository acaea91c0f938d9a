using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Sql;
using Hawser.Connectors.Sqlite.Types;

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
        string sql = base.CreateTable(WithRowId(table));
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

    /// <summary>A default that is no literal needs parentheses.</summary>
    protected override string ColumnDefinition(TableModel table, ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return base.ColumnDefinition(table, column.Default is { } value && !IsLiteral(value) ? column with { Default = $"({value})" } : column);
    }

    /// <summary>The referred table is always in the same database, and may not be qualified.</summary>
    protected override string ForeignKeyDefinition(ForeignKeyModel key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return base.ForeignKeyDefinition(key with { ReferencedTable = new TableName(key.ReferencedTable.Name) });
    }

    /// <summary>
    /// A single primary key column of 64-bit integers becomes the rowid when it is declared INTEGER, numbers itself or is never NULL: no second tree is kept for the key then. It has to be
    /// said at the column.
    /// </summary>
    private TableModel WithRowId(TableModel table)
    {
        if (table.PrimaryKey is not { Columns.Count: 1 } key || table.Properties.ContainsKey("without_rowid") || table.Column(key.Columns[0]) is not { } column || !IsRowId(column))
        {
            return table;
        }

        string constraint = key.Name is { } name ? $"CONSTRAINT {QuoteName(name)} " : "";
        string numbering = column.Identity?.Increment is null ? "" : " AUTOINCREMENT";
        ColumnModel rowId = column with { NativeType = $"INTEGER {constraint}PRIMARY KEY{numbering}", IsNullable = true, Default = null, Identity = null };
        return table with { PrimaryKey = null, Columns = [.. table.Columns.Select(c => ReferenceEquals(c, column) ? rowId : c)] };
    }

    private static bool IsRowId(ColumnModel column) =>
        string.Equals(column.NativeType, "INTEGER", StringComparison.OrdinalIgnoreCase)
        || ((column.Identity is not null || !column.IsNullable) && DeclaredTypeRules.Read(DeclaredType.Parse(column.NativeType)) == new ColumnType(ArrowType.Int64, CellForm.Integer));

    private static bool IsLiteral(string value)
    {
        List<SqlToken> tokens = SqlTokenizer.Tokenize(value);
        bool isSigned = tokens.Count == 3 && value[tokens[0].Start] is '-' or '+' && tokens[1].Kind == SqlTokenKind.Number;
        bool isWord = tokens.Count == 2 && tokens[0].Kind is SqlTokenKind.Word or SqlTokenKind.Number or SqlTokenKind.String or SqlTokenKind.Blob;
        return isSigned || isWord || IsParenthesised(value);
    }

    private static bool IsParenthesised(string value)
    {
        TokenCursor cursor = new(value);
        return cursor.TakeParentheses().Length > 0 && cursor.IsAtEnd;
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
