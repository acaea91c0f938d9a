namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>The metadata queries. Each begins with database, schema and table, and comes in order.</summary>
internal static class CatalogQueries
{
    public const string Schemas =
        "SELECT schema_name FROM duckdb_schemas() WHERE database_name = current_database() AND schema_name NOT IN ('information_schema', 'pg_catalog') ORDER BY schema_name";

    public const string Sequences =
        """
        SELECT database_name, schema_name, sequence_name, start_value::BIGINT, increment_by::BIGINT, last_value::BIGINT
        FROM duckdb_sequences() WHERE database_name = current_database() ORDER BY ALL
        """;

    /// <summary>The condition of a filter; names compare as DuckDB compares them, without regard to case.</summary>
    public static string Condition(CatalogFilter filter, string nameColumn)
    {
        var catalog = filter.Catalog is { } given ? $"lower(database_name) = lower({Literal(given)})" : "database_name IN (current_database(), 'temp')";
        var schema = filter.Schema is { } inside ? $" AND (lower(schema_name) = lower({Literal(inside)}) OR database_name = 'temp')" : "";
        var name = filter.Name is { } wanted ? $" AND lower({nameColumn}) = lower({Literal(wanted)})" : "";
        return $"{catalog}{schema}{name} AND NOT internal";
    }

    public static string Tables(string where) =>
        $"SELECT database_name, schema_name, table_name, comment, sql, temporary, estimated_size::BIGINT FROM duckdb_tables() WHERE {where} ORDER BY 1, 2, 3";

    public static string Views(string where) =>
        $"SELECT database_name, schema_name, view_name, comment, sql, temporary FROM duckdb_views() WHERE {where} ORDER BY 1, 2, 3";

    public static string Columns(string where) =>
        $"""
        SELECT database_name, schema_name, table_name, column_name, data_type, is_nullable, column_default, comment
        FROM duckdb_columns() WHERE {where} ORDER BY database_name, schema_name, table_name, column_index
        """;

    public static string Constraints(string where) =>
        $"""
        SELECT database_name, schema_name, table_name, constraint_type, constraint_name, expression, constraint_column_names, referenced_table, referenced_column_names
        FROM duckdb_constraints() WHERE {where.Replace(" AND NOT internal", "", StringComparison.Ordinal)}
        ORDER BY database_name, schema_name, table_name, constraint_index
        """;

    public static string Indexes(string where) =>
        $"""
        SELECT database_name, schema_name, table_name, index_name, is_unique, sql, comment
        FROM duckdb_indexes() WHERE {where.Replace(" AND NOT internal", "", StringComparison.Ordinal)} ORDER BY 1, 2, 3, 4
        """;

    public static string Referring(string table) =>
        $"SELECT schema_name, table_name FROM duckdb_constraints() WHERE constraint_type = 'FOREIGN KEY' AND database_name = current_database() AND lower(referenced_table) = lower({Literal(table)})";

    private static string Literal(string text) => DuckDbDialect.Instance.TextLiteral(text);
}
