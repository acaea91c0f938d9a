namespace Hawser.Connectors.Postgres;

/// <summary>A transaction of a session.</summary>
internal sealed class PostgresTransaction(PostgresConnection connection) : Transaction
{
    /// <summary>The statement that begins a transaction. PostgreSQL's repeatable read sees one moment.</summary>
    /// <remarks>Source: https://www.postgresql.org/docs/current/transaction-iso.html</remarks>
    public static string Begin(TransactionIsolation isolation) => isolation switch
    {
        TransactionIsolation.Default => "BEGIN",
        TransactionIsolation.ReadUncommitted or TransactionIsolation.ReadCommitted => "BEGIN ISOLATION LEVEL READ COMMITTED",
        TransactionIsolation.Serializable => "BEGIN ISOLATION LEVEL SERIALIZABLE",
        _ => "BEGIN ISOLATION LEVEL REPEATABLE READ",
    };

    protected override ValueTask CommitCoreAsync(CancellationToken cancellationToken) => connection.EndTransactionAsync("COMMIT", cancellationToken);

    protected override ValueTask RollbackCoreAsync(CancellationToken cancellationToken) => connection.EndTransactionAsync("ROLLBACK", cancellationToken);
}
