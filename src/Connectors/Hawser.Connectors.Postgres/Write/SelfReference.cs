namespace Hawser.Connectors.Postgres.Write;

/// <summary>A foreign key that leads from a table back to itself.</summary>
/// <param name="Name">The constraint.</param>
/// <param name="Columns">The columns that refer.</param>
/// <param name="Referenced">The columns that they refer to, in their order.</param>
/// <param name="IsDeferred">Whether the server looks at it only when the transaction ends.</param>
internal sealed record SelfReference(string Name, IReadOnlyList<string> Columns, IReadOnlyList<string> Referenced, bool IsDeferred)
{
    private const string Query = """
        SELECT k.conname::text, k.condeferred,
               ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY c (n, i) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.n ORDER BY c.i),
               ARRAY(SELECT a.attname::text FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY c (n, i) JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.n ORDER BY c.i)
        FROM pg_catalog.pg_constraint k WHERE k.contype = 'f' AND k.conrelid = $1 AND k.confrelid = $1 ORDER BY 1
        """;

    /// <summary>Those of a table.</summary>
    public static ValueTask<List<SelfReference>> ListAsync(LoadSession session, uint oid, CancellationToken cancellationToken) => session.ListAsync(
        Query, oid, row => new SelfReference(row.GetString(0), row.GetFieldValue<string[]>(2), row.GetFieldValue<string[]>(3), row.GetBoolean(1)), cancellationToken);

    /// <summary>Whether the columns on both sides are among those that are loaded, so that the rows that come tell who refers to whom.</summary>
    public bool IsAmong(IReadOnlyList<string> loaded) => Columns.Concat(Referenced).All(loaded.Contains);

    /// <summary>The condition that a staged row <c>s</c> refers to nothing.</summary>
    public string RefersToNothing(StagingTable stage) => $"({string.Join(" OR ", Columns.Select(column => $"{stage.Value(column, "s")} IS NULL"))})";

    /// <summary>The condition that what a staged row <c>s</c> refers to is in the target.</summary>
    public string IsInTarget(StagingTable stage) => $"EXISTS (SELECT 1 FROM {stage.Target} t WHERE {Pairs(stage, column => $"t.{PostgresDialect.Instance.QuoteName(column)}")})";

    /// <summary>The condition that a staged row <c>s</c> refers to itself.</summary>
    public string IsItself(StagingTable stage) => $"({Matches(stage, "s")})";

    /// <summary>The condition that a staged row <c>s</c> refers to the one that another name stands for.</summary>
    public string Matches(StagingTable stage, string parent) => Pairs(stage, column => stage.Value(column, parent));

    /// <summary>The condition that what a staged row <c>s</c> refers to is itself staged.</summary>
    public string IsStaged(StagingTable stage) => $"EXISTS (SELECT 1 FROM {StagingTable.FullName} p WHERE {Matches(stage, "p")})";

    private string Pairs(StagingTable stage, Func<string, string> parent) => string.Join(" AND ", Columns.Select((column, i) => $"{parent(Referenced[i])} = {stage.Value(column, "s")}"));
}
