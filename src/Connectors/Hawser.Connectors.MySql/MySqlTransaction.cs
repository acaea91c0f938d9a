namespace Hawser.Connectors.MySql;

/// <summary>A transaction of a session.</summary>
internal sealed class MySqlTransaction(MySqlConnection connection) : Transaction
{
    /// <summary>The level as SQL names it; null for the server's own. InnoDB's repeatable reads see one moment when they begin with a snapshot.</summary>
    public static string? LevelOf(TransactionIsolation isolation) => isolation switch
    {
        TransactionIsolation.ReadUncommitted => "READ UNCOMMITTED",
        TransactionIsolation.ReadCommitted => "READ COMMITTED",
        TransactionIsolation.RepeatableRead or TransactionIsolation.Snapshot => "REPEATABLE READ",
        TransactionIsolation.Serializable => "SERIALIZABLE",
        _ => null,
    };

    protected override ValueTask CommitCoreAsync(CancellationToken cancellationToken) => connection.EndTransactionAsync("COMMIT", cancellationToken);

    protected override ValueTask RollbackCoreAsync(CancellationToken cancellationToken) => connection.EndTransactionAsync("ROLLBACK", cancellationToken);
}
