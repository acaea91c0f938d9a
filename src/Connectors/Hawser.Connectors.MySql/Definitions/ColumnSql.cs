using System.Text;
using System.Text.RegularExpressions;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>A column in CREATE TABLE.</summary>
internal static partial class ColumnSql
{
    /// <summary>The words before the names of the properties that the catalog gives a table for its columns.</summary>
    private const string OnUpdateKey = "on_update:";

    private const string InvisibleKey = "invisible:";

    /// <summary>The definition, with the mark of the field that the column is made for in its comment.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the server has no such column.</exception>
    public static string Of(TableModel table, ColumnModel column, DefinitionRules rules)
    {
        MySqlType type = MySqlTypeText.Parse(column.NativeType);
        var sql = new StringBuilder(MySqlDialect.Instance.QuoteName(column.Name)).Append(' ').Append(TypeOf(table, type, rules));
        if (column.Collation is { } collation)
        {
            sql.Append(" COLLATE ").Append(MySqlDialect.Instance.QuoteName(collation));
        }

        if (column.Generated is { } generated)
        {
            AppendGenerated(sql, table, column, generated, rules);
        }
        else
        {
            AppendValue(sql, table, column, type, rules);
        }

        if (rules.HasInvisibleColumns && table.Properties.ContainsKey(InvisibleKey + column.Name))
        {
            sql.Append(" INVISIBLE");
        }

        return Comment(table, column, type) is { } comment ? sql.Append(" COMMENT ").Append(Text(comment, rules)).ToString() : sql.ToString();
    }

    /// <summary>A text where the grammar has no form for bytes: labels of enums, comments.</summary>
    public static string Text(string text, DefinitionRules rules) =>
        $"'{(rules.KeepsBackslashes ? text : text.Replace("\\", "\\\\", StringComparison.Ordinal)).Replace("'", "''", StringComparison.Ordinal)}'";

    // Written anew from its parts: the text may have come from a file's metadata.
    private static string TypeOf(TableModel table, MySqlType type, DefinitionRules rules) => PlainName().IsMatch(type.Name)
        ? MySqlTypeText.Format(type, label => Text(label, rules))
        : throw DefinitionErrors.NotSupported(table.Name, $"\"{type.Text}\" is no type of MySQL");

    private static void AppendGenerated(StringBuilder sql, TableModel table, ColumnModel column, GeneratedModel generated, DefinitionRules rules)
    {
        if (!rules.HasGeneratedColumns)
        {
            throw DefinitionErrors.NotSupported(table.Name, $"column \"{column.Name}\" is computed, which MySQL has from 5.7");
        }

        // MariaDB takes no NOT NULL there: the expression decides.
        sql.Append(" GENERATED ALWAYS AS (").Append(generated.Expression).Append(generated.IsStored ? ") STORED" : ") VIRTUAL").Append(column.IsNullable || rules.IsMariaDb ? "" : " NOT NULL");
    }

    // A timestamp is NOT NULL there unless NULL is said.
    private static void AppendValue(StringBuilder sql, TableModel table, ColumnModel column, MySqlType type, DefinitionRules rules)
    {
        sql.Append(column.IsNullable ? " NULL" : " NOT NULL");
        string? onUpdate = table.Properties.GetValueOrDefault(OnUpdateKey + column.Name);
        if (column.Identity is { } identity)
        {
            ThrowUnlessPlain(table, column, identity);
            sql.Append(" AUTO_INCREMENT");
        }
        else if (column.Default is { } value)
        {
            sql.Append(" DEFAULT ").Append(type.IsUnlimited && !rules.IsMariaDb && !value.StartsWith('(') ? $"({value})" : value);
        }
        else if (NeedsDefault(column, rules))
        {
            sql.Append(" DEFAULT CURRENT_TIMESTAMP").Append(type.Length is > 0 ? $"({type.Length})" : "");
        }

        if (onUpdate is not null && Moment().IsMatch(onUpdate))
        {
            sql.Append(" ON UPDATE ").Append(onUpdate);
        }
    }

    /// <summary>Whether a column is given a default that must be taken away again, as the server would give it one of its own that changes it with its row.</summary>
    public static bool NeedsDefault(ColumnModel column, DefinitionRules rules) =>
        !rules.LeavesTimestampsAlone && column is { IsNullable: false, Default: null, Generated: null } && MySqlTypeText.Parse(column.NativeType).Name == "timestamp";

    private static void ThrowUnlessPlain(TableModel table, ColumnModel column, IdentityModel identity)
    {
        if (identity.Increment is not (null or 1) || identity.IsCycling)
        {
            throw DefinitionErrors.NotSupported(table.Name, $"column \"{column.Name}\" numbers itself in steps of {identity.Increment}{(identity.IsCycling ? " and begins anew" : "")}; AUTO_INCREMENT counts by one");
        }
    }

    private static string? Comment(TableModel table, ColumnModel column, MySqlType type)
    {
        Field? mark = CommentMarks.For(type, column.Field);
        string? comment = ColumnMark.Append(column.Comment, mark);
        return comment is null or { Length: <= CommentMarks.MostCharacters } ? comment : throw DefinitionErrors.NotSupported(
            table.Name, $"the comment of column \"{column.Name}\" has {comment.Length} characters{(mark is null ? "" : " with the mark of its type")}; MySQL's have at most {CommentMarks.MostCharacters}", "Make it shorter.");
    }

    [GeneratedRegex("^[a-z][a-z0-9_]*$")]
    private static partial Regex PlainName();

    [GeneratedRegex(@"^current_timestamp(\([0-6]?\))?$", RegexOptions.IgnoreCase)]
    private static partial Regex Moment();
}
