namespace Hawser.Connectors.Postgres.Write;

/// <summary>What decides how a table is loaded and emptied.</summary>
/// <param name="ReferencesItself">Whether a foreign key that is checked at the end of each statement leads back to the table: its rows must come in one statement.</param>
/// <param name="MayDropRows">Whether a trigger sees each row before it is inserted.</param>
/// <param name="HidesRows">Whether a policy hides some of the table's rows from the user.</param>
/// <param name="MustDelete">Whether emptying must go row by row: triggers look on, other tables refer to it, or the user may not truncate it.</param>
/// <param name="ChangedWithIt">Foreign keys of other tables whose rows would be deleted or changed with the table's.</param>
/// <param name="Generated">The names of computed columns.</param>
internal sealed record TargetFacts(bool ReferencesItself, bool MayDropRows, bool HidesRows, bool MustDelete, IReadOnlyList<string> ChangedWithIt, IReadOnlySet<string> Generated)
{
    // tgtype: 1 for each row, 2 before, 4 insert, 8 delete, 32 truncate.
    private const string Query = """
        WITH RECURSIVE parts (oid) AS (SELECT $1::oid UNION SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN parts p ON i.inhparent = p.oid)
        SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conrelid = $1 AND k.confrelid = $1 AND NOT k.condeferred),
               EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE t.tgrelid IN (SELECT oid FROM parts) AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgtype & 7 = 7),
               pg_catalog.row_security_active($1::oid),
               EXISTS (SELECT 1 FROM pg_catalog.pg_trigger t WHERE t.tgrelid IN (SELECT oid FROM parts) AND NOT t.tgisinternal AND t.tgenabled <> 'D' AND t.tgtype & 8 = 8)
               OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.confrelid = $1 AND k.conrelid <> $1)
               OR NOT pg_catalog.has_table_privilege($1, 'TRUNCATE'),
               ARRAY(SELECT 'table ' || k.conrelid::regclass::text || ' (foreign key ' || k.conname || ')' FROM pg_catalog.pg_constraint k
                     WHERE k.contype = 'f' AND k.confrelid = $1 AND k.conrelid <> $1 AND k.confdeltype IN ('c', 'n', 'd') ORDER BY 1)
        """;

    private const string GeneratedQuery = "SELECT a.attname::text FROM pg_catalog.pg_attribute a WHERE a.attrelid = $1 AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated <> ''";

    // What DROP TABLE takes along without a word, besides what the catalog names as dependents.
    private const string LostWithIt = """
        SELECT 'index ' || i.indexrelid::regclass::text FROM pg_catalog.pg_index i
        WHERE i.indrelid = $1 AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid)
        UNION ALL SELECT 'trigger ' || t.tgname FROM pg_catalog.pg_trigger t WHERE t.tgrelid = $1 AND NOT t.tgisinternal
        UNION ALL SELECT 'policy ' || p.polname FROM pg_catalog.pg_policy p WHERE p.polrelid = $1
        UNION ALL SELECT 'rule ' || r.rulename FROM pg_catalog.pg_rewrite r WHERE r.ev_class = $1
        UNION ALL SELECT 'granted privileges' FROM pg_catalog.pg_class c WHERE c.oid = $1 AND c.relacl IS NOT NULL
        UNION ALL SELECT 'foreign key ' || k.conname FROM pg_catalog.pg_constraint k WHERE k.conrelid = $1 AND k.contype = 'f'
        ORDER BY 1
        """;

    /// <summary>Asks the server.</summary>
    public static async ValueTask<TargetFacts> AskAsync(LoadSession session, uint oid, CancellationToken cancellationToken)
    {
        const int FirstWithGenerated = 12;
        List<string> generated = session.Connection.Native.PostgreSqlVersion.Major >= FirstWithGenerated
            ? await session.ListAsync(GeneratedQuery, oid, row => row.GetString(0), cancellationToken).ConfigureAwait(false)
            : [];
        List<TargetFacts> facts = await session.ListAsync(
            Query,
            oid,
            row => new TargetFacts(row.GetBoolean(0), row.GetBoolean(1), row.GetBoolean(2), row.GetBoolean(3), row.GetFieldValue<string[]>(4), generated.ToHashSet()),
            cancellationToken).ConfigureAwait(false);
        return facts[0];
    }

    /// <summary>What would be lost when the table is dropped and made anew.</summary>
    public static async ValueTask<IReadOnlyList<string>> LostWithAsync(LoadSession session, uint oid, CancellationToken cancellationToken)
    {
        List<string> dependents = await session.ListAsync(Metadata.CatalogQueries.Dependents, oid, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        dependents.AddRange(await session.ListAsync(LostWithIt, oid, row => row.GetString(0), cancellationToken).ConfigureAwait(false));
        return dependents;
    }
}
