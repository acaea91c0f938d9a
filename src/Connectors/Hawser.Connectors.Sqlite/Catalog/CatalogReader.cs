using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>
/// Reads the tables of one attached database in a handful of queries, whatever their number. The joins are CROSS JOINs, which keep their order: SQLite 3.40 plans others over
/// three pragma functions so that they find nothing.
/// </summary>
internal sealed class CatalogReader(SqliteSession session, string database, CatalogFilter filter)
{
    private const string NoView = "l.type <> 'view'";
    private const string Chosen = "l.schema = ?1 COLLATE NOCASE AND (?2 IS NULL OR l.name = ?2 COLLATE NOCASE) AND l.type <> 'shadow' AND l.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

    private readonly Dictionary<string, TableDraft> _drafts = new(StringComparer.OrdinalIgnoreCase);

    private string Schema => SqlText.QuoteName(database) + ".sqlite_schema";

    private string Views => filter.IncludeViews ? "1" : NoView;

    /// <summary>The tables that match, by name.</summary>
    public IEnumerable<TableModel> Read()
    {
        ReadTables();
        ReadColumns(NoView, null);
        if (filter.IncludeViews)
        {
            ReadViewColumns();
        }

        ReadIndexes();
        ReadForeignKeys();
        ReadTriggers();
        ReadNumbers();
        return _drafts.Values.OrderBy(draft => draft.Name, StringComparer.Ordinal).Select(draft => draft.ToModel());
    }

    private void ReadTables()
    {
        using SqliteStatement rows = Query(
            $"SELECT l.name, l.type, l.wr, l.strict, s.sql FROM pragma_table_list AS l LEFT JOIN {Schema} AS s ON s.name = l.name AND s.type IN ('table', 'view') WHERE {Chosen} AND {Views}");
        while (rows.Step())
        {
            TableName name = new(string.Equals(database, "main", StringComparison.OrdinalIgnoreCase) ? null : database, null, rows.GetText(0)!);
            _drafts[name.Name] = new TableDraft(name, rows.GetText(1)!, rows.GetInt64(2) != 0, rows.GetInt64(3) != 0, rows.GetText(4) ?? "");
        }
    }

    private void ReadColumns(string condition, string? name)
    {
        using SqliteStatement rows = session.Prepare(
            $"SELECT l.name, x.name, x.type, x.\"notnull\", x.dflt_value, x.hidden, x.pk FROM pragma_table_list AS l CROSS JOIN pragma_table_xinfo(l.name, l.schema) AS x WHERE {Chosen} AND {condition} AND x.hidden <> 1 ORDER BY l.name, x.cid");
        rows.Bind(1, database).Bind(2, name ?? filter.Name);
        while (rows.Step())
        {
            ColumnRow column = new(rows.GetText(1)!, rows.GetText(2) ?? "", rows.GetInt64(3) != 0, rows.GetText(4), (int)rows.GetInt64(5));
            _drafts[rows.GetText(0)!].Add(column, (int)rows.GetInt64(6));
        }
    }

    /// <summary>A view whose tables are gone makes the query over all views fail; then they are asked one by one, and the broken ones have no columns.</summary>
    private void ReadViewColumns()
    {
        List<string> views = [];
        using (SqliteStatement rows = Query($"SELECT l.name FROM pragma_table_list AS l WHERE {Chosen} AND l.type = 'view'"))
        {
            while (rows.Step())
            {
                views.Add(rows.GetText(0)!);
            }
        }

        if (views.TrueForAll(IsWhole))
        {
            ReadColumns("l.type = 'view'", null);
            return;
        }

        views.FindAll(IsWhole).ForEach(view => ReadColumns("l.type = 'view'", view));
    }

    private bool IsWhole(string view)
    {
        try
        {
            session.Prepare($"SELECT * FROM {SqlText.QuoteName(database)}.{SqlText.QuoteName(view)}").Dispose();
            return true;
        }
        catch (ConnectorException e) when (e.Status is ConnectorStatus.InvalidStatement or ConnectorStatus.NotFound)
        {
            return false;
        }
    }

    private void ReadIndexes()
    {
        using SqliteStatement rows = Query(
            $"SELECT l.name, i.name, i.origin, i.\"unique\", s.sql, x.name, x.desc, x.coll FROM pragma_table_list AS l CROSS JOIN pragma_index_list(l.name, l.schema) AS i "
            + $"CROSS JOIN pragma_index_xinfo(i.name, l.schema) AS x LEFT JOIN {Schema} AS s ON s.type = 'index' AND s.name = i.name "
            + $"WHERE {Chosen} AND l.type = 'table' AND x.key = 1 ORDER BY l.name, i.seq, x.seqno");
        IndexDraft? index = null;
        string? tableOfIndex = null;
        while (rows.Step())
        {
            string table = rows.GetText(0)!;
            string name = rows.GetText(1)!;
            if (index is null || index.Name != name || tableOfIndex != table)
            {
                index = new IndexDraft(name, rows.GetText(2)!, rows.GetInt64(3) != 0, rows.GetText(4));
                tableOfIndex = table;
                _drafts[table].Indexes.Add(index);
            }

            index.Parts.Add((rows.GetText(5), rows.GetInt64(6) != 0, rows.GetText(7) ?? "BINARY"));
        }
    }

    private void ReadForeignKeys()
    {
        using SqliteStatement rows = Query(
            $"SELECT l.name, f.id, f.\"table\", f.on_update, f.on_delete, f.\"from\", f.\"to\" FROM pragma_table_list AS l CROSS JOIN pragma_foreign_key_list(l.name, l.schema) AS f WHERE {Chosen} AND l.type = 'table' ORDER BY l.name, f.id, f.seq");
        while (rows.Step())
        {
            SortedDictionary<long, ForeignKeyDraft> keys = _drafts[rows.GetText(0)!].ForeignKeys;
            if (!keys.TryGetValue(rows.GetInt64(1), out ForeignKeyDraft? key))
            {
                key = new ForeignKeyDraft(rows.GetText(2)!, rows.GetText(3)!, rows.GetText(4)!);
                keys.Add(rows.GetInt64(1), key);
            }

            key.Columns.Add((rows.GetText(5)!, rows.GetText(6)));
        }
    }

    private void ReadTriggers()
    {
        using SqliteStatement rows = session.Prepare($"SELECT tbl_name, name FROM {Schema} WHERE type = 'trigger'");
        while (rows.Step())
        {
            if (_drafts.TryGetValue(rows.GetText(0)!, out TableDraft? draft))
            {
                draft.Triggers.Add(rows.GetText(1)!);
            }
        }
    }

    private void ReadNumbers()
    {
        string sequences = SqlText.QuoteName(database) + ".sqlite_sequence";
        if (session.QueryInt64($"SELECT count(*) FROM {Schema} WHERE name = 'sqlite_sequence'") is null or 0)
        {
            return;
        }

        using SqliteStatement rows = session.Prepare($"SELECT name, seq FROM {sequences}");
        while (rows.Step())
        {
            if (rows.GetText(0) is { } name && _drafts.TryGetValue(name, out TableDraft? draft))
            {
                draft.LastNumber = rows.GetInt64(1);
            }
        }
    }

    private SqliteStatement Query(string sql) => session.Prepare(sql).Bind(1, database).Bind(2, filter.Name);
}
