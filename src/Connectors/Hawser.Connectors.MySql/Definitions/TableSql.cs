using System.Globalization;
using System.Text;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>CREATE TABLE.</summary>
internal static class TableSql
{
    private const string NotEnforcedKey = "not_enforced:";

    /// <summary>The statement.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the server has no such table.</exception>
    public static string Create(TableModel table, MySqlDialect dialect, DefinitionRules rules)
    {
        NameCheck.ThrowUnlessAllowed(table);
        RowCheck.ThrowUnlessAllowed(table);
        KeyCheck.ThrowUnlessAllowed(table, rules);
        List<string> parts = [.. table.Columns.Select(column => ColumnSql.Of(table, column, rules))];
        if (table.PrimaryKey is { } primary)
        {
            parts.Add($"PRIMARY KEY ({Names(primary.Columns, dialect)})");
        }

        parts.AddRange(table.UniqueConstraints.Select(key => $"UNIQUE KEY {(key.Name is { } name ? dialect.QuoteName(name) + " " : "")}({Names(key.Columns, dialect)})"));
        if (NumberIndex(table) is { } index)
        {
            parts.Add(IndexSql.Inline(table, index, dialect, rules));
        }

        parts.AddRange(table.Checks.Select(check => Check(table, check, dialect, rules)));
        var sql = new StringBuilder("CREATE TABLE ").Append(dialect.QuoteTable(table.Name)).Append(" (\n  ").AppendJoin(",\n  ", parts).Append("\n) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=").Append(rules.Collation);
        sql.Append(rules.HasWideIndexes ? " ROW_FORMAT=DYNAMIC" : "");
        if (table.Columns.Select(column => column.Identity).FirstOrDefault(identity => identity is not null) is { } numbering && (numbering.Next ?? numbering.Start) is > 1 and var next)
        {
            sql.Append(CultureInfo.InvariantCulture, $" AUTO_INCREMENT={next}");
        }

        return table.Comment is { } comment ? sql.Append(" COMMENT=").Append(ColumnSql.Text(comment, rules)).ToString() : sql.ToString();
    }

    /// <summary>The statements behind <see cref="Create"/>: take away the defaults that kept the server from giving some of its own.</summary>
    public static IEnumerable<string> Finish(TableModel table, MySqlDialect dialect, DefinitionRules rules) => table.Columns
        .Where(column => ColumnSql.NeedsDefault(column, rules))
        .Select(column => $"ALTER TABLE {dialect.QuoteTable(table.Name)} ALTER COLUMN {dialect.QuoteName(column.Name)} DROP DEFAULT");

    /// <summary>The index that must come with the table, because a column that numbers itself must begin one; null when a key does, or no column numbers itself.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: such a column begins none.</exception>
    public static IndexModel? NumberIndex(TableModel table)
    {
        if (table.Columns.FirstOrDefault(column => column.Identity is not null) is not { } numbered
            || table.UniqueConstraints.Prepend(table.PrimaryKey).OfType<KeyModel>().Any(key => key.Columns[0] == numbered.Name))
        {
            return null;
        }

        return table.Indexes.FirstOrDefault(index => index is { Method: null, Predicate: null } && index.Parts[0].Column == numbered.Name) ?? throw DefinitionErrors.NotSupported(
            table.Name, $"column \"{numbered.Name}\" numbers itself, which MySQL allows only where a key or index begins with it", "Make it the primary key, or give it an index.");
    }

    private static string Check(TableModel table, CheckModel check, MySqlDialect dialect, DefinitionRules rules)
    {
        bool isOff = check.Name is not null && table.Properties.ContainsKey(NotEnforcedKey + check.Name);
        if (!rules.HasChecks || (isOff && rules.IsMariaDb))
        {
            throw DefinitionErrors.NotSupported(table.Name, $"its check {check.Name ?? check.Expression} {(isOff ? "is not enforced, which MariaDB's are" : "would not be kept: MySQL has checks from 8.0.16")}", "Leave it out.");
        }

        return $"{(check.Name is { } name ? $"CONSTRAINT {dialect.QuoteName(name)} " : "")}CHECK ({check.Expression}){(isOff ? " NOT ENFORCED" : "")}";
    }

    private static string Names(IEnumerable<string> names, MySqlDialect dialect) => string.Join(", ", names.Select(dialect.QuoteName));
}
