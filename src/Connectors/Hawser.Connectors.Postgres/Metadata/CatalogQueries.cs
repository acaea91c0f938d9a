namespace Hawser.Connectors.Postgres.Metadata;

/// <summary>
/// The queries of the catalog, each for all tables at once. $1 is the schema and $2 the name, NULL for any. What a version does not have yet is left out of its text.
/// </summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/catalogs.html</remarks>
internal sealed class CatalogQueries(int version, bool includeViews)
{
    private const int Partitions = 10;
    private const int Identities = 10;
    private const int IncludedColumns = 11;
    private const int GeneratedColumns = 12;

    // Before, a star left the number out.
    private const int VisibleOids = 12;
    private const int DistinctNulls = 15;

    /// <summary>The schemas that are not the server's own.</summary>
    public const string Schemas = "SELECT nspname::text FROM pg_catalog.pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' ORDER BY 1";

    /// <summary>Where a name without a schema is looked for: the search path, then the session's temporary tables.</summary>
    public const string SearchPath = "SELECT s.name FROM (SELECT unnest(current_schemas(false))::text AS name UNION ALL SELECT nspname::text FROM pg_catalog.pg_namespace WHERE oid = pg_catalog.pg_my_temp_schema()) s";

    /// <summary>What would break without the table $1 (its number).</summary>
    public const string Dependents = """
        SELECT CASE v.relkind WHEN 'm' THEN 'materialized view ' ELSE 'view ' END || n.nspname || '.' || v.relname
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid JOIN pg_catalog.pg_class v ON v.oid = r.ev_class JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
        WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = $1 AND v.oid <> $1
        UNION SELECT 'table ' || n.nspname || '.' || c.relname || ' (foreign key ' || k.conname || ')'
        FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE k.contype = 'f' AND k.confrelid = $1 AND k.conrelid <> $1
        UNION SELECT 'table ' || n.nspname || '.' || c.relname || ' (a part of it)'
        FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class c ON c.oid = i.inhrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE i.inhparent = $1
        UNION SELECT pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid)
        FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class c ON c.oid = $1
        WHERE d.refclassid = 'pg_catalog.pg_type'::regclass AND d.refobjid = c.reltype AND d.deptype = 'n'
        ORDER BY 1
        """;

    /// <summary>About how many rows the table $1 (its number) and its parts have; NULL when the server never counted.</summary>
    public const string Estimate = """
        WITH RECURSIVE parts (oid) AS (SELECT $1::oid UNION ALL SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN parts p ON i.inhparent = p.oid)
        SELECT CASE WHEN bool_or(c.relkind IN ('r', 'm', 'f') AND (c.reltuples < 0 OR (c.reltuples = 0 AND c.relpages = 0 AND pg_catalog.pg_relation_size(c.oid) > 0))) THEN NULL
                    ELSE sum(CASE WHEN c.relkind IN ('r', 'm', 'f') THEN c.reltuples ELSE 0 END)::bigint END
        FROM parts p JOIN pg_catalog.pg_class c ON c.oid = p.oid
        """;

    /// <summary>The sequences that no column owns.</summary>
    public string Sequences => version < Identities
        ? """
          SELECT n.nspname::text, c.relname::text, 1::bigint, 1::bigint, NULL::bigint, NULL::bigint, false, NULL::bigint, 'bigint', pg_catalog.obj_description(c.oid, 'pg_class')
          FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind = 'S' AND n.nspname !~ '^pg_' AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype IN ('a', 'i', 'e')) ORDER BY 1, 2
          """
        : $"""
          SELECT n.nspname::text, c.relname::text, s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcycle, {NextOf("s")}, format_type(s.seqtypid, NULL), pg_catalog.obj_description(c.oid, 'pg_class')
          FROM pg_catalog.pg_sequence s JOIN pg_catalog.pg_class c ON c.oid = s.seqrelid JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE n.nspname !~ '^pg_' AND NOT EXISTS (
              SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i', 'e')) ORDER BY 1, 2
          """;

    /// <summary>Tables and views.</summary>
    public string Relations => $"""
        SELECT c.oid, n.nspname::text, c.relname::text, c.relkind::text, c.relpersistence::text, pg_catalog.obj_description(c.oid, 'pg_class'),
               CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid) END,
               {(version < Partitions ? "NULL::text, NULL::text, false" : "CASE WHEN c.relkind = 'p' THEN pg_catalog.pg_get_partkeydef(c.oid) END, pg_catalog.pg_get_expr(c.relpartbound, c.oid), c.relispartition")},
               ARRAY(SELECT pn.nspname::text FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent JOIN pg_catalog.pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid ORDER BY i.inhseqno),
               ARRAY(SELECT p.relname::text FROM pg_catalog.pg_inherits i JOIN pg_catalog.pg_class p ON p.oid = i.inhparent WHERE i.inhrelid = c.oid ORDER BY i.inhseqno),
               c.relrowsecurity, c.reloptions::text[],
               ARRAY(SELECT t.tgname::text FROM pg_catalog.pg_trigger t WHERE t.tgrelid = c.oid AND NOT t.tgisinternal ORDER BY t.tgname),
               ARRAY(SELECT 'policy ' || o.polname::text FROM pg_catalog.pg_policy o WHERE o.polrelid = c.oid
                     UNION ALL SELECT 'rule ' || w.rulename::text FROM pg_catalog.pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename <> '_RETURN' ORDER BY 1)
        FROM {From}
        ORDER BY n.nspname::text COLLATE "C", c.relname::text COLLATE "C"
        """;

    /// <summary>Columns.</summary>
    public string Columns => $"""
        SELECT a.attrelid, a.attname::text, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_catalog.pg_get_expr(d.adbin, d.adrelid),
               {(version < Identities ? "''" : "a.attidentity::text")}, {(version < GeneratedColumns ? "''" : "a.attgenerated::text")},
               CASE WHEN a.attcollation <> t.typcollation THEN (SELECT l.collname::text FROM pg_catalog.pg_collation l WHERE l.oid = a.attcollation) END,
               pg_catalog.col_description(a.attrelid, a.attnum::int),
               {(version < Identities ? "NULL::bigint, NULL::bigint, NULL::bigint, NULL::bigint, false, NULL::bigint" : $"s.seqstart, s.seqincrement, s.seqmin, s.seqmax, coalesce(s.seqcycle, false), {NextOf("s")}")},
               q.objid::regclass::text
        FROM {From} JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
             JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
             LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
             LEFT JOIN pg_catalog.pg_depend q ON q.classid = 'pg_catalog.pg_class'::regclass AND q.refclassid = 'pg_catalog.pg_class'::regclass AND q.refobjid = a.attrelid
                  AND q.refobjsubid = a.attnum AND q.deptype IN ('a', 'i') AND EXISTS (SELECT 1 FROM pg_catalog.pg_class o WHERE o.oid = q.objid AND o.relkind = 'S')
             {(version < Identities ? "" : "LEFT JOIN pg_catalog.pg_sequence s ON s.seqrelid = q.objid")}
        ORDER BY a.attrelid, a.attnum
        """;

    /// <summary>Constraints; those of partitions that come from their parent too.</summary>
    public string Constraints => $"""
        SELECT k.conrelid, k.conname::text, k.contype::text, k.condeferrable, k.condeferred,
               ARRAY(SELECT a.attname::text FROM unnest(k.conkey) WITH ORDINALITY u (num, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num ORDER BY u.place),
               fn.nspname::text, f.relname::text,
               ARRAY(SELECT a.attname::text FROM unnest(k.confkey) WITH ORDINALITY u (num, place) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num ORDER BY u.place),
               k.confdeltype::text, k.confupdtype::text, k.confmatchtype::text, pg_catalog.pg_get_constraintdef(k.oid), pg_catalog.pg_get_expr(k.conbin, k.conrelid),
               {(version < IncludedColumns ? "ARRAY[]::text[]" : IncludedOf("x", "k.conrelid"))}, {(version < DistinctNulls ? "false" : "coalesce(x.indnullsnotdistinct, false)")}
        FROM {From} JOIN pg_catalog.pg_constraint k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f', 'c', 'x')
             LEFT JOIN pg_catalog.pg_class f ON f.oid = k.confrelid LEFT JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
             LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = k.conindid AND k.contype IN ('p', 'u')
        ORDER BY k.conrelid, k.conname::text COLLATE "C"
        """;

    // An index's parts are its own attributes. A function that counts them would have the planner expect a thousand each, and compile the query for as long as all else takes.
    /// <summary>The key parts of indexes that no constraint brings, one a row.</summary>
    public string IndexParts => $"""
        SELECT x.indrelid, i.relname::text, m.amname::text, x.indisunique, pg_catalog.pg_get_expr(x.indpred, x.indrelid), {(version < DistinctNulls ? "false" : "x.indnullsnotdistinct")},
               pg_catalog.pg_get_indexdef(x.indexrelid), {(version < IncludedColumns ? "ARRAY[]::text[]" : IncludedOf("x", "x.indrelid"))},
               a.attname::text, CASE WHEN a.attname IS NULL THEN pg_catalog.pg_get_indexdef(x.indexrelid, p.attnum::int, true) END, x.indoption[p.attnum - 1],
               CASE WHEN NOT o.opcdefault THEN o.opcname::text END, CASE WHEN l.oid <> coalesce(a.attcollation, e.typcollation) THEN l.collname::text END
        FROM {From} JOIN pg_catalog.pg_index x ON x.indrelid = c.oid JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid JOIN pg_catalog.pg_am m ON m.oid = i.relam
             JOIN pg_catalog.pg_attribute p ON p.attrelid = x.indexrelid AND p.attnum BETWEEN 1 AND {(version < IncludedColumns ? "x.indnatts" : "x.indnkeyatts")}
             LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = x.indrelid AND a.attnum = x.indkey[p.attnum - 1] AND a.attnum <> 0
             LEFT JOIN pg_catalog.pg_opclass o ON o.oid = x.indclass[p.attnum - 1]
             LEFT JOIN pg_catalog.pg_type e ON e.oid = p.atttypid
             LEFT JOIN pg_catalog.pg_collation l ON l.oid = x.indcollation[p.attnum - 1]
        WHERE NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
        ORDER BY x.indrelid, i.relname::text COLLATE "C", p.attnum
        """;

    // Relations that match; those of extensions, and unfinished loads, only when they are asked for by name.
    private string From => $"""
        (SELECT {(version < VisibleOids ? "c.oid, " : "")}c.* FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'p', 'f'{(includeViews ? ", 'v', 'm'" : "")}) AND ($2::text IS NULL OR c.relname = $2)
               AND CASE WHEN $1::text IS NULL THEN (n.nspname !~ '^pg_' AND n.nspname <> 'information_schema') OR n.oid = pg_catalog.pg_my_temp_schema() ELSE n.nspname = $1 END
               AND ($2 IS NOT NULL OR NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'))
               AND ($2 IS NOT NULL OR c.relname !~ '^{Write.UnfinishedName.Prefix}[0-9a-f]+$' OR pg_catalog.strpos(coalesce(pg_catalog.obj_description(c.oid, 'pg_class'), ''), '{Write.UnfinishedName.Mark}') <> 1)
        ) c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        """;

    private static string IncludedOf(string index, string table) => $"""
        ARRAY(SELECT a.attname::text FROM generate_series({index}.indnkeyatts, {index}.indnatts - 1) u (place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = {table} AND a.attnum = {index}.indkey[u.place] ORDER BY u.place)
        """;

    // Before its first use a sequence has no last value, and begins with its first number. Who may not read it is told nothing.
    private static string NextOf(string sequence) => $"""
        CASE WHEN {sequence}.seqrelid IS NOT NULL AND has_sequence_privilege({sequence}.seqrelid, 'USAGE, SELECT')
             THEN coalesce(pg_catalog.pg_sequence_last_value({sequence}.seqrelid) + {sequence}.seqincrement, {sequence}.seqstart) END
        """;
}
