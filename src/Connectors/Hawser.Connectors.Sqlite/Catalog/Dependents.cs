using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>What would break, or vanish, with a table.</summary>
internal static class Dependents
{
    /// <summary>Views and triggers that name the table, and tables that refer to it.</summary>
    public static List<string> Of(SqliteSession session, TableFacts table)
    {
        string schema = SqlText.QuoteName(table.Database) + ".sqlite_schema";
        List<string> dependents = [];
        using (SqliteStatement rows = session.Prepare($"SELECT type, name, tbl_name, sql FROM {schema} WHERE type IN ('view', 'trigger') ORDER BY type, name"))
        {
            while (rows.Step())
            {
                bool isOwn = string.Equals(rows.GetText(2), table.Name, StringComparison.OrdinalIgnoreCase);
                bool isItself = rows.GetText(0) == "view" && isOwn;
                if (!isItself && (isOwn || ViewQuery.Mentions(rows.GetText(3) ?? "", table.Name)))
                {
                    dependents.Add($"{rows.GetText(0)} {rows.GetText(1)}");
                }
            }
        }

        dependents.AddRange(ReferringTables(session, table));
        return dependents;
    }

    /// <summary>Indexes that were made by themselves: they vanish with the table.</summary>
    public static List<string> IndexesOf(SqliteSession session, TableFacts table)
    {
        List<string> indexes = [];
        using SqliteStatement rows = session.Prepare("SELECT name FROM pragma_index_list(?1, ?2) WHERE origin = 'c' ORDER BY name");
        rows.Bind(1, table.Name).Bind(2, table.Database);
        while (rows.Step())
        {
            indexes.Add($"index {rows.GetText(0)}");
        }

        return indexes;
    }

    private static IEnumerable<string> ReferringTables(SqliteSession session, TableFacts table)
    {
        using SqliteStatement rows = session.Prepare("""
            SELECT DISTINCT l.name FROM pragma_table_list AS l CROSS JOIN pragma_foreign_key_list(l.name, l.schema) AS f
            WHERE l.schema = ?1 AND l.type = 'table' AND f."table" = ?2 COLLATE NOCASE AND l.name <> ?2 COLLATE NOCASE ORDER BY l.name
            """);
        rows.Bind(1, table.Database).Bind(2, table.Name);
        while (rows.Step())
        {
            yield return $"table {rows.GetText(0)}";
        }
    }
}
