using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite;

/// <summary>A transaction of a session.</summary>
internal sealed class SqliteTransaction(SqliteSession session) : Transaction
{
    protected override ValueTask CommitCoreAsync(CancellationToken cancellationToken)
    {
        session.Execute("COMMIT");
        return default;
    }

    protected override ValueTask RollbackCoreAsync(CancellationToken cancellationToken)
    {
        // An error such as a full disk may have rolled back already.
        if (!session.IsClosed && session.IsInTransaction)
        {
            session.Execute("ROLLBACK");
        }

        return default;
    }
}
