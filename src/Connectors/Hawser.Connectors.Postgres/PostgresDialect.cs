using System.Globalization;
using System.Text;
using Hawser.Connectors.Postgres.Scanning;

namespace Hawser.Connectors.Postgres;

/// <summary>PostgreSQL's SQL.</summary>
internal sealed class PostgresDialect : SqlDialect
{
    private PostgresDialect()
    {
    }

    public static PostgresDialect Instance { get; } = new();

    /// <inheritdoc/>
    public override string Placeholder(int position) => string.Create(CultureInfo.InvariantCulture, $"${position + 1}");

    /// <summary>A table's name with its schema; the catalog is the connection's own database, which SQL need not say.</summary>
    public override string QuoteTable(TableName table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Schema is null ? QuoteName(table.Name) : $"{QuoteName(table.Schema)}.{QuoteName(table.Name)}";
    }

    /// <summary>A text as a literal that means the same whatever <c>standard_conforming_strings</c> says.</summary>
    public override string TextLiteral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string quoted = text.Replace("'", "''", StringComparison.Ordinal);
        return quoted.Contains('\\', StringComparison.Ordinal) ? $"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'" : $"'{quoted}'";
    }

    /// <inheritdoc/>
    protected override string From(ScanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request is { OwnRowsOnly: true, Relation: TableName table } ? $"ONLY {QuoteTable(table)}" : base.From(request);
    }

    /// <summary>The condition of a share that <see cref="ScanPartitions"/> cut.</summary>
    public override string? PartitionCondition(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return partition.Token.Length == 0 ? null : PartitionToken.ToCondition(partition.Token);
    }

    /// <inheritdoc/>
    public override string CreateIndex(TableName table, IndexModel index)
    {
        ArgumentNullException.ThrowIfNull(index);
        var sql = new StringBuilder("CREATE ").Append(index.IsUnique ? "UNIQUE " : "").Append("INDEX ").Append(QuoteName(index.Name)).Append(" ON ").Append(QuoteTable(table));
        if (index.Method is { } method)
        {
            sql.Append(" USING ").Append(QuoteName(method));
        }

        sql.Append(" (").AppendJoin(", ", index.Parts.Select(Part)).Append(')');
        if (index.IncludedColumns.Count > 0)
        {
            sql.Append(" INCLUDE (").Append(NameList(index.IncludedColumns)).Append(')');
        }

        return sql.Append(index.NullsNotDistinct ? " NULLS NOT DISTINCT" : "").Append(index.Predicate is { } where ? $" WHERE {where}" : "").ToString();
    }

    /// <inheritdoc/>
    protected override string ColumnDefinition(TableModel table, ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (column.Identity is not { } identity)
        {
            return base.ColumnDefinition(table, column);
        }

        // A serial column becomes an identity column: the sequence that its default names is another database's.
        string definition = base.ColumnDefinition(table, column with { Default = null });
        return $"{definition} {IdentityOf(identity)}";
    }

    /// <summary>How a column numbers itself, as CREATE TABLE and ALTER COLUMN ADD write it.</summary>
    public static string IdentityOf(IdentityModel identity) => $"GENERATED {(identity.IsAlways ? "ALWAYS" : "BY DEFAULT")} AS IDENTITY{Numbering(identity)}";

    private string Part(IndexPart part)
    {
        string what = part.Column is { } column ? QuoteName(column) : $"({part.Expression})";
        string collation = part.Collation is { } name ? $" COLLATE {QuoteName(name)}" : "";
        string operators = part.OperatorClass is { } given ? $" {given}" : "";
        return $"{what}{collation}{operators}{(part.IsDescending ? " DESC" : "")}{(part.NullsFirst is { } first && first != part.IsDescending ? first ? " NULLS FIRST" : " NULLS LAST" : "")}";
    }

    private static string Numbering(IdentityModel identity)
    {
        string[] words =
        [
            .. identity.Start is { } start ? new[] { string.Create(CultureInfo.InvariantCulture, $"START WITH {start}") } : [],
            .. identity.Increment is { } step ? new[] { string.Create(CultureInfo.InvariantCulture, $"INCREMENT BY {step}") } : [],
        ];
        return words.Length == 0 ? "" : $" ({string.Join(' ', words)})";
    }
}
