using Hawser.Connectors.MySql.Metadata;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Decides how a table is replaced. One whose shape fits is built anew like the old one, with its indexes, partitions and grants, and takes its name; where triggers or foreign keys hang on the
/// table itself, it is emptied and refilled in one transaction instead. One of another shape is built by its definition, when nothing depends on the old one.
/// </summary>
internal static class TableReplacement
{
    /// <summary>How a table is replaced.</summary>
    public enum Way
    {
        /// <summary>A table like it takes its place.</summary>
        SwapLike,

        /// <summary>A table of the new definition takes its place.</summary>
        SwapAnew,

        /// <summary>It is emptied and refilled in one transaction.</summary>
        Refill,
    }

    /// <summary>Decides.</summary>
    /// <exception cref="ConnectorException">Something depends on the table, or what is written into it cannot be undone.</exception>
    public static async ValueTask<Way> ChooseAsync(LoadSession session, TableModel existing, TableModel wanted, LoadRequest request, CancellationToken cancellationToken)
    {
        bool fits = HasColumns(existing, wanted, request) && (wanted.PrimaryKey is null || HasKey(existing, wanted.PrimaryKey));
        List<(string Name, string Rule)> referring = await ReferringAsync(session, existing.Name, cancellationToken).ConfigureAwait(false);
        string[] bound = [.. existing.ForeignKeys.Select(key => $"foreign key {key.Name}"), .. referring.Select(key => key.Name), .. existing.Triggers.Select(name => $"trigger {name}")];
        if (!fits)
        {
            List<string> views = await ViewsAsync(session, existing.Name, cancellationToken).ConfigureAwait(false);
            string[] lost = [.. bound, .. views, .. existing.Indexes.Select(index => $"index {index.Name}"), .. existing.PartitionKey is { } partitions ? [$"its partitions by {partitions}"] : Array.Empty<string>()];
            return request.Transaction is not null ? throw Wrong(session, ConnectorStatus.NotSupported, "the table has other columns than those that come, and making it anew would commit the caller's transaction", "Load without a transaction.")
                : lost.Length == 0 ? Way.SwapAnew
                : throw Wrong(
                    session, ConnectorStatus.ConstraintViolation, $"the table has other columns than those that come, and it cannot be made anew because of {string.Join(", ", lost)}", "Drop those first, or load into another table.");
        }

        if (bound.Length == 0 && request.Transaction is null)
        {
            return Way.SwapLike;
        }

        string[] changed = [.. referring.Where(key => key.Rule is "CASCADE" or "SET NULL" or "SET DEFAULT").Select(key => key.Name)];
        return changed.Length == 0 ? Way.Refill : throw Wrong(
            session, ConnectorStatus.ConstraintViolation, $"emptying the table would delete or change rows of {string.Join(", ", changed)}", "Drop those foreign keys first, or use append or upsert.");
    }

    private static ValueTask<List<string>> ViewsAsync(LoadSession session, TableName table, CancellationToken cancellationToken) =>
        session.ListAsync(DependentQueries.Views(table), row => row[0]!, cancellationToken);

    private static ValueTask<List<(string Name, string Rule)>> ReferringAsync(LoadSession session, TableName table, CancellationToken cancellationToken)
    {
        MySqlDialect dialect = MySqlDialect.Instance;
        string sql = $"""
            SELECT DISTINCT concat('table ', k.table_schema, '.', k.table_name, ' (foreign key ', k.constraint_name, ')'), r.delete_rule FROM information_schema.key_column_usage k
            JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
            WHERE k.referenced_table_schema = {dialect.TextLiteral(table.Schema!)} AND k.referenced_table_name = {dialect.TextLiteral(table.Name)}
            AND NOT (k.table_schema = {dialect.TextLiteral(table.Schema!)} AND k.table_name = {dialect.TextLiteral(table.Name)}) ORDER BY 1
            """;
        return session.ListAsync(sql, row => (row[0]!, row[1] ?? ""), cancellationToken);
    }

    /// <summary>The same columns in the same types: the table may keep its identity.</summary>
    private static bool HasColumns(TableModel existing, TableModel wanted, LoadRequest request)
    {
        bool hasAll = wanted.Columns.All(column => existing.Columns.Any(other => IsSame(column, other)) || (request.AllowExtraColumns && !existing.Columns.Any(other => IsNamed(other, column.Name))));
        return hasAll && existing.Columns.All(column => column.Generated is not null || request.AllowMissingColumns || wanted.Columns.Any(other => IsNamed(column, other.Name)));
    }

    private static bool HasKey(TableModel existing, KeyModel key) => existing.PrimaryKey?.Columns.SequenceEqual(key.Columns, StringComparer.OrdinalIgnoreCase) == true;

    private static bool IsNamed(ColumnModel column, string name) => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    private static bool IsSame(ColumnModel wanted, ColumnModel existing) =>
        IsNamed(existing, wanted.Name) && IsSameType(MySqlTypeText.Parse(wanted.NativeType), MySqlTypeText.Parse(existing.NativeType)) && ColumnMark.Keep(wanted.Field).Type.Equals(ColumnMark.Keep(existing.Field).Type);

    private static bool IsSameType(MySqlType left, MySqlType right) =>
        left.Name == right.Name && left.IsUnsigned == right.IsUnsigned && left.Scale == right.Scale && LengthOf(left) == LengthOf(right) && left.Labels.SequenceEqual(right.Labels);

    // How wide a whole number is shown says nothing about it, and what is left out has its default.
    private static int LengthOf(MySqlType type) => type.Name switch
    {
        "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year" => 0,
        "decimal" => type.Length ?? 10,
        "char" or "binary" or "bit" => type.Length ?? 1,
        _ => type.Length ?? 0,
    };

    private static ConnectorException Wrong(LoadSession session, ConnectorStatus status, string detail, string hint) => new(status, MySqlErrors.Connector, $"{session.Where}: {detail}.") { Hint = hint };
}
