using System.Text;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// A table that several sessions fill before it gets its name: made and committed under a name of its own (<see cref="UnfinishedName"/>), so that they all see it, and renamed in the one
/// transaction that also makes what was held back. Until then the target is as it was.
/// </summary>
internal sealed class SeparateTable
{
    private const int MostNameBytes = 63;
    private const int FirstWithPublications = 10;
    private const string NoAutovacuum = "autovacuum_enabled = false, toast.autovacuum_enabled = false";

    // What would be named after the table, or seen by others before its time: sequences of serial columns, checks without a name, a publication of all tables.
    private const string Unsuited = """
        SELECT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                       WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refobjid = $1 AND d.deptype IN ('a', 'i'))
            OR EXISTS (SELECT 1 FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid
                       WHERE k.conrelid = $1 AND k.contype <> 'n' AND pg_catalog.strpos(k.conname::text, c.relname::text) = 1)
        """;

    private const string Published = """
         OR EXISTS (SELECT 1 FROM pg_catalog.pg_publication_tables p JOIN pg_catalog.pg_class c ON c.relname = p.tablename JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = p.schemaname
                    WHERE c.oid = $1)
        """;

    // From version 18 on the server names what makes a column NOT NULL.
    private const string NotNullNames = "SELECT k.conname::text FROM pg_catalog.pg_constraint k WHERE k.conrelid = $1 AND k.contype = 'n'";

    private readonly LoadSession _session;
    private readonly UnfinishedName _name;
    private readonly HeldBackParts _parts;
    private readonly TableName _final;
    private readonly uint? _replaced;
    private readonly List<string> _named;
    private bool _isThere = true;

    private SeparateTable(LoadSession session, UnfinishedName name, HeldBackParts parts, TableName final, uint? replaced, List<string> named, LoadTarget target) =>
        (_session, _name, _parts, _final, _replaced, _named, Target) = (session, name, parts, final, replaced, named, target);

    /// <summary>Where rows go.</summary>
    public LoadTarget Target { get; }

    /// <summary>Makes and commits the table; null when the load is not one for several sessions, which then goes its usual way.</summary>
    public static async ValueTask<SeparateTable?> TryMakeAsync(LoadSession session, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        if (request is not { Writers: > 1, RejectSink: null, Transaction: null, Mode: LoadMode.Create or LoadMode.Replace } || session.Connection.HasOwnState)
        {
            return null;
        }

        SeparateTable? made = null;
        await session.ExecuteAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        try
        {
            if (await MakeAsync(session, target, request, cancellationToken).ConfigureAwait(false) is { } table)
            {
                await session.ExecuteAsync([table._name.LockSql, "COMMIT"], cancellationToken).ConfigureAwait(false);
                made = table;
            }
        }
        catch (ConnectorException error) when (session.Connection.IsOpen)
        {
            // The usual way meets the same error, and tells of it in the target's own name.
            ConnectorDetails.Tell(PostgresErrors.Connector, session.Where, $"with one writer: {error.Message}");
        }
        finally
        {
            if (made is null && session.Connection.IsOpen)
            {
                await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            }
        }

        return made;
    }

    /// <summary>Gives the table its name and what was held back, in the session's transaction, which the caller then commits.</summary>
    /// <exception cref="ConnectorException">A key occurs twice; the name was taken meanwhile; something has come to depend on the table that is to be replaced.</exception>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        PostgresDialect dialect = PostgresDialect.Instance;
        await MakeWayAsync(cancellationToken).ConfigureAwait(false);
        string unfinished = dialect.QuoteTable(_name.Table), final = dialect.QuoteTable(_final);
        List<string> statements =
        [
            $"ALTER TABLE {unfinished} RESET (autovacuum_enabled, toast.autovacuum_enabled)",
            $"ALTER TABLE {unfinished} RENAME TO {dialect.QuoteName(_final.Name)}",
            .. _named.Select(name => $"ALTER TABLE {final} RENAME CONSTRAINT {dialect.QuoteName(name)} TO {dialect.QuoteName(_final.Name + name[_name.Table.Name.Length..])}"),
            .. _parts.Statements(_final),
        ];
        foreach (string sql in statements)
        {
            await RunAsync(sql, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Lets go of the lock, after the commit.</summary>
    public ValueTask<long> ReleaseAsync(CancellationToken cancellationToken)
    {
        _isThere = false;
        return _session.ExecuteAsync(_name.UnlockSql, cancellationToken);
    }

    /// <summary>Drops the table of a load that is given up. Where that cannot be done now, the next load does it.</summary>
    public async ValueTask DropAsync()
    {
        if (!_isThere)
        {
            return;
        }

        _isThere = false;
        try
        {
            if (_session.Connection.IsOpen)
            {
                await DropAsync(_session).ConfigureAwait(false);
                await _session.ExecuteAsync(_name.UnlockSql, CancellationToken.None).ConfigureAwait(false);
                return;
            }

            PostgresConnection other = await _session.Connection.OpenBesideAsync(CancellationToken.None).ConfigureAwait(false);
            await using (other.ConfigureAwait(false))
            {
                await DropAsync(new LoadSession(other, _session.Where)).ConfigureAwait(false);
            }
        }
        catch (ConnectorException error)
        {
            ConnectorDetails.Tell(PostgresErrors.Connector, _session.Where, $"{_name.Table} stays until the next load, as it cannot be dropped now: {error.Message}");
        }
    }

    private async ValueTask DropAsync(LoadSession session)
    {
        bool isDone = false;
        await session.ExecuteAsync(["BEGIN", "SET LOCAL lock_timeout = '10s'"], CancellationToken.None).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync([$"DROP TABLE IF EXISTS {PostgresDialect.Instance.QuoteTable(_name.Table)}", "COMMIT"], CancellationToken.None).ConfigureAwait(false);
            isDone = true;
        }
        finally
        {
            if (!isDone && session.Connection.IsOpen)
            {
                await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<SeparateTable?> MakeAsync(LoadSession session, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        ScannedTable? existing = await ScannedTable.FindAsync(session.Connection, target, new HashSet<string>(), cancellationToken).ConfigureAwait(false);
        if (existing is not null && !await TableReplacement.IsMadeAnewAsync(session, existing, target, request, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        TableName final = existing?.Name ?? new TableName(null, target.Schema ?? await SchemaAsync(session, cancellationToken).ConfigureAwait(false), target.Name);
        TableModel whole = LoadTarget.Definition(final, request);
        if (HeldBackParts.Of(whole) is not { } parts || Encoding.UTF8.GetByteCount(final.Name) > MostNameBytes
            || await UserTypes.IsAnyMissingAsync(session, whole.Types, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        UnfinishedName name = UnfinishedName.New(final.Schema!);
        ScannedTable made = await LoadTarget.CreateAsync(session, name.Table, request with { Definition = parts.Bare }, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync($"ALTER TABLE {PostgresDialect.Instance.QuoteTable(name.Table)} SET ({NoAutovacuum})", cancellationToken).ConfigureAwait(false);
        List<string> named = await session.ListAsync(NotNullNames, made.Oid, row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        named.RemoveAll(constraint => !constraint.StartsWith(name.Table.Name, StringComparison.Ordinal));
        if (!CanBeRenamed(named, name, final) || await IsUnsuitedAsync(session, made.Oid, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        LoadTarget? rows = await LoadTarget.OfSeparateAsync(session, final, made, request, cancellationToken).ConfigureAwait(false);
        return rows is null ? null : new SeparateTable(session, name, parts, final, existing?.Oid, named, rows);
    }

    // A name that the server has cut, or would cut, is not the table's name and what is behind it.
    private static bool CanBeRenamed(List<string> constraints, UnfinishedName name, TableName final) => constraints.TrueForAll(constraint =>
    {
        int bytes = Encoding.UTF8.GetByteCount(constraint);
        return bytes < MostNameBytes && bytes - name.Table.Name.Length + Encoding.UTF8.GetByteCount(final.Name) <= MostNameBytes;
    });

    private static async ValueTask<bool> IsUnsuitedAsync(LoadSession session, uint oid, CancellationToken cancellationToken)
    {
        string query = Unsuited + (session.Connection.Native.PostgreSqlVersion.Major < FirstWithPublications ? "" : Published);
        return (await session.ListAsync(query, oid, row => row.GetBoolean(0), cancellationToken).ConfigureAwait(false))[0];
    }

    private static async ValueTask<string> SchemaAsync(LoadSession session, CancellationToken cancellationToken)
    {
        using var command = new NpgsqlCommand("SELECT pg_catalog.current_schema()::text", session.Connection.Native);
        return await PostgresConnection.AskAsync(command, session.Where, "public", cancellationToken).ConfigureAwait(false);
    }

    // The table that is replaced goes at the last moment; until then others read it.
    private async ValueTask MakeWayAsync(CancellationToken cancellationToken)
    {
        if (_replaced is not { } oid)
        {
            return;
        }

        string name = PostgresDialect.Instance.QuoteTable(_final);
        await RunAsync($"LOCK TABLE {name} IN ACCESS EXCLUSIVE MODE", cancellationToken).ConfigureAwait(false);
        ScannedTable? now = await ScannedTable.FindAsync(_session.Connection, _final, new HashSet<string>(), cancellationToken).ConfigureAwait(false);
        if (now?.Oid != oid)
        {
            throw new ConnectorException(ConnectorStatus.Busy, PostgresErrors.Connector, $"{_session.Where}: another session has made the table anew meanwhile.") { IsTransient = true };
        }

        await TableReplacement.ThrowIfLostAsync(_session, now, cancellationToken).ConfigureAwait(false);
        await RunAsync(PostgresDialect.Instance.DropTable(_final), cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask RunAsync(string sql, CancellationToken cancellationToken)
    {
        try
        {
            await _session.TryExecuteAsync([sql], cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (RowFault.IsOfRow(error))
        {
            throw Refusal(error);
        }
        catch (PostgresException error)
        {
            throw _session.Translated(error, cancellationToken)!;
        }
    }

    private ConnectorException Refusal(PostgresException error)
    {
        const string UniqueViolation = "23505";
        RowFault fault = RowFault.Of(error, null, null, Target.ColumnNames);
        string text = error is { SqlState: UniqueViolation, ConstraintName: { } constraint, Detail: { } detail }
            ? $"duplicate key value violates unique constraint \"{constraint}\" ({detail.TrimEnd('.')})"
            : fault.Text;
        return new ConnectorException(fault.Status, PostgresErrors.Connector, $"{_session.Where}: {text}{(fault.Column is { } column ? $", in column \"{column}\"" : "")}.", error)
        {
            SqlState = error.SqlState,
            Hint = "A load with one writer (--workers 1) names the row.",
        };
    }
}
