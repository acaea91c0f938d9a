using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Removes the tables of loads whose process, session or server was killed before they could do so themselves.</summary>
internal static class LeftoverLoads
{
    // The range finds them by the index of names; only whoever may drop a table is to try.
    private const string Query = $"""
        SELECT n.nspname::text, c.relname::text
        FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        WHERE c.relname >= '{UnfinishedName.Prefix}' AND c.relname < 'hawser_load`' AND c.relkind = 'r' AND c.oid <> $1 AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
              AND pg_catalog.strpos(pg_catalog.obj_description(c.oid, 'pg_class'), '{UnfinishedName.Mark}') = 1
        """;

    /// <summary>Removes what is left of loads that live no more, each in a transaction of its own.</summary>
    /// <returns>What was removed.</returns>
    public static async ValueTask<IReadOnlyList<ServerMessage>> RemoveAsync(LoadSession session, CancellationToken cancellationToken)
    {
        const uint NoTable = 0;
        var removed = new List<ServerMessage>();
        List<UnfinishedName?> found = await session.ListAsync(Query, NoTable, row => UnfinishedName.Parse(row.GetString(0), row.GetString(1)), cancellationToken).ConfigureAwait(false);
        foreach (UnfinishedName name in found.OfType<UnfinishedName>())
        {
            if (await TryRemoveAsync(session, name, cancellationToken).ConfigureAwait(false))
            {
                removed.Add(new ServerMessage(MessageSeverity.Notice, $"the table {name.Table} of a load that was broken off was removed"));
            }
        }

        return removed;
    }

    private static async ValueTask<bool> TryRemoveAsync(LoadSession session, UnfinishedName name, CancellationToken cancellationToken)
    {
        string table = PostgresDialect.Instance.QuoteTable(name.Table);
        bool isRemoved = false;
        await session.ExecuteAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        try
        {
            using var command = new NpgsqlCommand(name.TryLockSql, session.Connection.Native);
            if (await PostgresConnection.AskAsync(command, session.Where, nothing: false, cancellationToken).ConfigureAwait(false))
            {
                // A writer of the load may outlive its first session for a moment.
                await session.TryExecuteAsync([$"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE NOWAIT", $"DROP TABLE {table}", "COMMIT"], cancellationToken).ConfigureAwait(false);
                isRemoved = true;
            }
        }
        catch (PostgresException error)
        {
            ConnectorDetails.Tell(PostgresErrors.Connector, session.Where, $"{name.Table} of a load that was broken off stays for now: {error.MessageText}");
        }
        finally
        {
            if (!isRemoved && session.Connection.IsOpen)
            {
                await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            }
        }

        return isRemoved;
    }
}
