using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Metadata;

/// <summary>The queries of the catalog: each for any number of tables, over <c>information_schema</c> alone, which MySQL and MariaDB have alike.</summary>
/// <remarks>Source: MySQL Reference Manual, "INFORMATION_SCHEMA Tables"; MariaDB documentation, "Information Schema Tables".</remarks>
internal sealed class CatalogQueries(ServerFacts facts, CatalogFilter filter, string defaultDatabase)
{
    private const string OwnDatabases = "('information_schema', 'mysql', 'performance_schema', 'sys')";

    /// <summary>The databases that are the users'.</summary>
    public const string Schemas = $"SELECT schema_name FROM information_schema.schemata WHERE schema_name NOT IN {OwnDatabases} ORDER BY 1";

    /// <summary>Tables and views: database, name, kind, engine, collation, comment, next number, definition of a view.</summary>
    public string Tables => $"""
        SELECT t.table_schema, t.table_name, t.table_type, t.engine, t.table_collation, t.table_comment, t.auto_increment, v.view_definition, t.create_options
        FROM information_schema.tables t LEFT JOIN information_schema.views v ON v.table_schema = t.table_schema AND v.table_name = t.table_name
        WHERE {Where("t.table_schema", "t.table_name")} AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED'{(filter.IncludeViews ? ", 'VIEW'" : "")}) ORDER BY 1, 2
        """;

    /// <summary>Columns: database, table, name, type, nullable, default, extra, comment, collation, expression.</summary>
    public string Columns => $"""
        SELECT table_schema, table_name, column_name, column_type, is_nullable, column_default, extra, column_comment, collation_name, {(facts.HasGeneratedColumns ? "generation_expression" : "NULL")}
        FROM information_schema.columns WHERE {Where("table_schema", "table_name")} ORDER BY table_schema, table_name, ordinal_position
        """;

    /// <summary>Parts of indexes and keys: database, table, index, not unique, column, prefix, kind, direction, expression.</summary>
    public string IndexParts => $"""
        SELECT table_schema, table_name, index_name, non_unique, column_name, sub_part, index_type, collation, {(facts.HasExpressionIndexes ? "expression" : "NULL")}
        FROM information_schema.statistics WHERE {Where("table_schema", "table_name")} ORDER BY table_schema, table_name, index_name = 'PRIMARY' DESC, index_name, seq_in_index
        """;

    /// <summary>Parts of foreign keys: database, table, constraint, column, database, table and column referred to, rules of update and delete.</summary>
    public string ForeignKeys => $"""
        SELECT k.table_schema, k.table_name, k.constraint_name, k.column_name, k.referenced_table_schema, k.referenced_table_name, k.referenced_column_name, r.update_rule, r.delete_rule
        FROM information_schema.key_column_usage k
        JOIN information_schema.referential_constraints r ON r.constraint_schema = k.constraint_schema AND r.constraint_name = k.constraint_name AND r.table_name = k.table_name
        WHERE {Where("k.table_schema", "k.table_name")} AND k.referenced_table_name IS NOT NULL ORDER BY k.table_schema, k.table_name, k.constraint_name, k.ordinal_position
        """;

    /// <summary>Checks: database, table, name, condition, whether it is kept.</summary>
    public string Checks => facts.IsMariaDb
        ? $"SELECT constraint_schema, table_name, constraint_name, check_clause, 'YES' FROM information_schema.check_constraints WHERE {Where("constraint_schema", "table_name")} ORDER BY 1, 2, 3"
        : $"""
            SELECT t.table_schema, t.table_name, c.constraint_name, c.check_clause, t.enforced FROM information_schema.check_constraints c
            JOIN information_schema.table_constraints t ON t.constraint_schema = c.constraint_schema AND t.constraint_name = c.constraint_name AND t.constraint_type = 'CHECK'
            WHERE {Where("t.table_schema", "t.table_name")} ORDER BY 1, 2, 3
            """;

    /// <summary>Triggers: database, table, name.</summary>
    public string Triggers =>
        $"SELECT event_object_schema, event_object_table, trigger_name FROM information_schema.triggers WHERE {Where("event_object_schema", "event_object_table")} ORDER BY 1, 2, 3";

    /// <summary>How tables are cut into partitions: database, table, method, expression, count.</summary>
    public string Partitions => $"""
        SELECT table_schema, table_name, min(partition_method), min(partition_expression), count(*) FROM information_schema.partitions
        WHERE {Where("table_schema", "table_name")} AND partition_name IS NOT NULL GROUP BY table_schema, table_name
        """;

    // The catalog's own texts have no such characters, and cannot be compared with one that has.
    private static bool IsName(string? name) => name is null || !name.Any(char.IsSurrogate);

    private string Where(string schema, string table)
    {
        string? database = filter.Schema ?? filter.Catalog ?? (defaultDatabase.Length > 0 ? defaultDatabase : null);
        string where = database is null ? $"{schema} NOT IN {OwnDatabases}" : $"{schema} = {MySqlDialect.Instance.TextLiteral(database)}";
        return filter.Name is null ? where : IsName(filter.Name) && IsName(database) ? $"{where} AND {table} = {MySqlDialect.Instance.TextLiteral(filter.Name)}" : "1 = 0";
    }
}
