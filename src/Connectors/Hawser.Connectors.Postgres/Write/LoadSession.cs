using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>The session that a load runs in, and what its errors begin with.</summary>
/// <param name="connection">The session.</param>
/// <param name="where">What is done, e.g. <c>load into sales.orders</c>.</param>
internal sealed class LoadSession(PostgresConnection connection, string where)
{
    /// <summary>What is done, for messages.</summary>
    public string Where => where;

    /// <summary>The session.</summary>
    public PostgresConnection Connection => connection;

    /// <summary>Runs statements without rows in one round trip.</summary>
    /// <returns>How many rows the last of them changed.</returns>
    /// <exception cref="PostgresException">The server refuses.</exception>
    public async ValueTask<long> TryExecuteAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        try
        {
            var batch = new NpgsqlBatch(connection.Native);
            await using (batch.ConfigureAwait(false))
            {
                foreach (string sql in statements)
                {
                    batch.BatchCommands.Add(new NpgsqlBatchCommand(sql));
                }

                await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return (long)batch.BatchCommands[^1].Rows;
            }
        }
        catch (Exception error) when (error is not PostgresException && Translated(error, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Runs a statement without rows.</summary>
    /// <exception cref="ConnectorException">The server refuses.</exception>
    public ValueTask<long> ExecuteAsync(string sql, CancellationToken cancellationToken) => ExecuteAsync([sql], cancellationToken);

    /// <summary>Runs statements without rows in one round trip.</summary>
    /// <exception cref="ConnectorException">The server refuses.</exception>
    public async ValueTask<long> ExecuteAsync(IReadOnlyList<string> statements, CancellationToken cancellationToken)
    {
        try
        {
            return await TryExecuteAsync(statements, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error)
        {
            throw Translated(error, cancellationToken)!;
        }
    }

    /// <summary>The rows of a query of our own about one table.</summary>
    public ValueTask<List<T>> ListAsync<T>(string sql, uint oid, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) => ListAsync(sql, (uint?)oid, read, cancellationToken);

    /// <summary>The rows of a query of our own.</summary>
    public ValueTask<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken) => ListAsync(sql, null, read, cancellationToken);

    /// <summary>The error to throw for what Npgsql or the network threw; null when it is neither's.</summary>
    public Exception? Translated(Exception error, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested && IsOfCancelling(error)
            ? new OperationCanceledException(error.Message, error, cancellationToken)
            : PostgresErrors.IsForeign(error) ? PostgresErrors.Translate(error, where) : null;

    private async ValueTask<List<T>> ListAsync<T>(string sql, uint? oid, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        try
        {
            using var command = new NpgsqlCommand(sql, connection.Native);
            if (oid is { } value)
            {
                command.Parameters.Add(new NpgsqlParameter<uint> { TypedValue = value, DataTypeName = "oid" });
            }

            var rows = new List<T>();
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }

            return rows;
        }
        catch (Exception error) when (Translated(error, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    // Npgsql breaks the session where a write is cancelled, and wraps what it met.
    private static bool IsOfCancelling(Exception? error) =>
        error is not null && (error is OperationCanceledException or PostgresException { SqlState: PostgresErrors.QueryCanceled } || IsOfCancelling(error.InnerException));
}
