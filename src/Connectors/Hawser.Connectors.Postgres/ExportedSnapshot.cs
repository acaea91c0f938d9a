namespace Hawser.Connectors.Postgres;

/// <summary>Sessions that see one moment: the first exports its snapshot, the others attach to it.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/functions-admin.html#FUNCTIONS-SNAPSHOT-SYNCHRONIZATION</remarks>
internal static class ExportedSnapshot
{
    /// <summary>Begins a transaction that sees one moment and changes nothing.</summary>
    public const string Begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";

    /// <summary>Opens the sessions.</summary>
    public static async ValueTask<Snapshot> OpenAsync(PostgresDatabase database, int sessions, CancellationToken cancellationToken)
    {
        var connections = new List<PostgresConnection>(sessions);
        Snapshot? snapshot = null;
        try
        {
            PostgresConnection first = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            connections.Add(first);
            string? name = await first.BeginSnapshotAsync(null, cancellationToken).ConfigureAwait(false);
            while (connections.Count < sessions && name is not null)
            {
                PostgresConnection next = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
                connections.Add(next);
                await next.BeginSnapshotAsync(name, cancellationToken).ConfigureAwait(false);
            }

            return snapshot = new Snapshot(connections, Consistency.Shared);
        }
        finally
        {
            if (snapshot is null)
            {
                foreach (PostgresConnection connection in connections)
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>The statement that attaches a transaction to a snapshot. The name comes from the server and is quoted all the same.</summary>
    public static string Attach(string name) => $"SET TRANSACTION SNAPSHOT {PostgresDialect.Instance.TextLiteral(name)}";
}
