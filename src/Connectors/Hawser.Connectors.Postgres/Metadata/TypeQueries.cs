namespace Hawser.Connectors.Postgres.Metadata;

/// <summary>The queries of the catalog about types that are not the server's own.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/catalog-pg-type.html</remarks>
internal static class TypeQueries
{
    private const string Columns = """
        SELECT n.nspname::text, t.typname::text, t.typtype::text,
               ARRAY(SELECT e.enumlabel::text FROM pg_catalog.pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder),
               CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) WHEN 'r' THEN (SELECT format_type(r.rngsubtype, NULL) FROM pg_catalog.pg_range r WHERE r.rngtypid = t.oid) END,
               NOT t.typnotnull, t.typdefault,
               ARRAY(SELECT k.conname::text FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.conname),
               ARRAY(SELECT pg_catalog.pg_get_constraintdef(k.oid) FROM pg_catalog.pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c' ORDER BY k.conname),
               ARRAY(SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
               ARRAY(SELECT format_type(a.atttypid, a.atttypmod) FROM pg_catalog.pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum),
               pg_catalog.obj_description(t.oid, 'pg_type'), format_type(t.oid, NULL),
               (SELECT x.extname::text FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_extension x ON x.oid = d.refobjid
                WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.refclassid = 'pg_catalog.pg_extension'::regclass AND d.deptype = 'e'),
               coalesce(c.relkind <> 'c', false)
        """;

    private const string From = """
        pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_catalog.pg_class c ON c.oid = t.typrelid
        """;

    /// <summary>The types that users made.</summary>
    public const string OfUsers = $"""
        {Columns}
        FROM {From}
        WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND t.typtype <> 'm' AND (c.oid IS NULL OR c.relkind = 'c')
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_type e WHERE e.typarray = t.oid)
              AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e')
        ORDER BY 1, 2
        """;

    /// <summary>Which of the types $1 are not known.</summary>
    public const string Unknown = "SELECT w.name FROM unnest($1::text[]) w (name) WHERE to_regtype(w.name) IS NULL";

    /// <summary>What the types $1 are made of besides the server's own, one row for each of $1 and each of its parts, the deepest first.</summary>
    /// <param name="version">The server's major version.</param>
    public static string PartsOf(int version) => $"""
        WITH RECURSIVE used (wanted, oid, depth) AS (
            SELECT w.name, to_regtype(w.name)::oid, 0 FROM unnest($1::text[]) w (name) WHERE to_regtype(w.name) IS NOT NULL
            UNION
            SELECT u.wanted, p.oid, u.depth + 1 FROM used u CROSS JOIN LATERAL (
                SELECT y.typelem FROM pg_catalog.pg_type y WHERE y.oid = u.oid AND y.typelem <> 0 AND y.typcategory = 'A'
                UNION ALL SELECT y.typbasetype FROM pg_catalog.pg_type y WHERE y.oid = u.oid AND y.typtype = 'd'
                UNION ALL SELECT a.atttypid FROM pg_catalog.pg_type y JOIN pg_catalog.pg_attribute a ON a.attrelid = y.typrelid AND a.attnum > 0 AND NOT a.attisdropped WHERE y.oid = u.oid AND y.typtype = 'c'
                UNION ALL SELECT r.rngsubtype FROM pg_catalog.pg_range r WHERE r.rngtypid = u.oid
                {(version >= 14 ? "UNION ALL SELECT r.rngtypid FROM pg_catalog.pg_range r WHERE r.rngmultitypid = u.oid" : "")}
            ) p (oid) WHERE u.depth < 32
        ), parts AS (SELECT wanted, oid, max(depth) AS depth FROM used WHERE oid >= 16384 GROUP BY wanted, oid)
        {Columns}, parts.wanted
        FROM parts JOIN {From} ON t.oid = parts.oid
        WHERE t.typtype <> 'm' AND NOT (t.typelem <> 0 AND t.typcategory = 'A')
        ORDER BY parts.depth DESC, 1, 2
        """;
}
