namespace Hawser.Connectors.MySql.Metadata;

/// <summary>The queries for what depends on a table: each gives texts for people.</summary>
internal static class DependentQueries
{
    /// <summary>Foreign keys of other tables, triggers and views.</summary>
    public static string All(TableName table)
    {
        (string database, string name) = (Database(table), MySqlDialect.Instance.TextLiteral(table.Name));
        return $"""
            SELECT DISTINCT concat('foreign key ', constraint_name, ' of ', table_schema, '.', table_name) FROM information_schema.key_column_usage
            WHERE referenced_table_schema = {database} AND referenced_table_name = {name} AND NOT (table_schema = {database} AND table_name = {name})
            UNION ALL SELECT concat('trigger ', trigger_name) FROM information_schema.triggers WHERE event_object_schema = {database} AND event_object_table = {name}
            UNION ALL {Views(table)}
            """;
    }

    /// <summary>Views. Only the newest servers list the tables of one; all write them with their database and in quotes into its definition.</summary>
    public static string Views(TableName table) => $"""
        SELECT concat('view ', table_schema, '.', table_name) FROM information_schema.views
        WHERE locate(concat('`', replace({Database(table)}, '`', '``'), '`.', {MySqlDialect.Instance.TextLiteral(MySqlDialect.Instance.QuoteName(table.Name))}), view_definition) > 0
        """;

    private static string Database(TableName table) => table.Schema is { } schema ? MySqlDialect.Instance.TextLiteral(schema) : "database()";
}
