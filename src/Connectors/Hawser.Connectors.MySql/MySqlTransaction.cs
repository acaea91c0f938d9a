namespace Hawser.Connectors.MySql;

/// <summary>A transaction of a session.</summary>
internal sealed class MySqlTransaction(MySqlConnection connection) : Transaction
{
    protected override ValueTask CommitCoreAsync(CancellationToken cancellationToken) => connection.EndTransactionAsync("COMMIT", cancellationToken);

    protected override ValueTask RollbackCoreAsync(CancellationToken cancellationToken) => connection.EndTransactionAsync("ROLLBACK", cancellationToken);
}
