namespace Hawser.Connectors.Postgres.Sql;

/// <summary>
/// Asks a server whether a session is in a transaction. Npgsql does not tell, and <c>transaction_timestamp()</c> differs from <c>statement_timestamp()</c> outside of one too: in the extended
/// protocol a statement begins when it is parsed, and once more when it is executed.
/// </summary>
internal static class OpenTransactions
{
    private const int AssignedNumbersSince = 10;

    /// <summary>A query for what names the session's transaction, another one for every statement outside of a transaction.</summary>
    /// <remarks>Source: https://www.postgresql.org/docs/current/view-pg-locks.html</remarks>
    public const string Name = "SELECT virtualtransaction FROM pg_catalog.pg_locks WHERE locktype = 'virtualxid' AND pid = pg_catalog.pg_backend_pid() AND granted LIMIT 1";

    /// <summary>A condition: the session's transaction has changed something, which a transaction of one reading statement has not.</summary>
    public static string HasWork(Version server) => server.Major >= AssignedNumbersSince
        ? "pg_catalog.txid_current_if_assigned() IS NOT NULL"
        : "EXISTS (SELECT 1 FROM pg_catalog.pg_locks WHERE locktype = 'transactionid' AND pid = pg_catalog.pg_backend_pid())";
}
