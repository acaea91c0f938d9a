using System.Collections.Concurrent;
using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// Sessions that see one moment: while a read lock holds all writers back for an instant, each begins a transaction with a snapshot. Where the lock is not allowed, or does not come soon, one
/// session alone sees a moment.
/// </summary>
/// <remarks>Source: MySQL Reference Manual, "START TRANSACTION … WITH CONSISTENT SNAPSHOT", "FLUSH TABLES WITH READ LOCK". Tables of engines without transactions are not part of it.</remarks>
internal static class SharedSnapshot
{
    private const string Begin = "START TRANSACTION WITH CONSISTENT SNAPSHOT, READ ONLY";

    // A writer that waits for us makes others wait behind it, so that the lock is given up soon.
    private const string Lock = "SET lock_wait_timeout = 5";

    /// <summary>Opens the sessions.</summary>
    public static async ValueTask<Snapshot> OpenAsync(MySqlDatabase database, int sessions, CancellationToken cancellationToken)
    {
        var opened = new List<MySqlConnection>();
        bool isDone = false;
        try
        {
            for (int i = 0; i < sessions; i++)
            {
                opened.Add(await database.OpenAsync(cancellationToken).ConfigureAwait(false));
                await opened[i].CommandAsync("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ", cancellationToken).ConfigureAwait(false);
            }

            MySqlConnection? holder = sessions == 1 ? null : await TryLockAsync(database, cancellationToken).ConfigureAwait(false);
            try
            {
                await KeepAsync(opened, holder is null ? 1 : sessions).ConfigureAwait(false);
                var known = new ConcurrentDictionary<CatalogFilter, IReadOnlyList<TableModel>>();
                foreach (MySqlConnection connection in opened)
                {
                    await connection.CommandAsync(Begin, cancellationToken).ConfigureAwait(false);
                    connection.KnownTables = known;
                }
            }
            finally
            {
                if (holder is not null)
                {
                    await holder.DisposeAsync().ConfigureAwait(false);
                }
            }

            isDone = true;
            return new Snapshot([.. opened], Consistency.Shared);
        }
        finally
        {
            if (!isDone)
            {
                await KeepAsync(opened, 0).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask KeepAsync(List<MySqlConnection> opened, int count)
    {
        for (; opened.Count > count; opened.RemoveAt(opened.Count - 1))
        {
            await opened[^1].DisposeAsync().ConfigureAwait(false);
        }
    }

    // The lock goes with its session.
    private static async ValueTask<MySqlConnection?> TryLockAsync(MySqlDatabase database, CancellationToken cancellationToken)
    {
        MySqlConnection holder = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
        bool isLocked = false;
        try
        {
            await holder.CommandAsync(Lock, cancellationToken).ConfigureAwait(false);
            await holder.CommandAsync("FLUSH TABLES WITH READ LOCK", cancellationToken).ConfigureAwait(false);
            isLocked = true;
            return holder;
        }
        catch (ConnectorException refusal) when (refusal.Status is ConnectorStatus.PermissionDenied or ConnectorStatus.Busy)
        {
            ConnectorDetails.Tell(MySqlErrors.Connector, database.DisplayName, $"is read through one session, because no lock lets several see one moment: {refusal.Detail.TrimEnd('.')}");
            return null;
        }
        finally
        {
            if (!isLocked)
            {
                await holder.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
