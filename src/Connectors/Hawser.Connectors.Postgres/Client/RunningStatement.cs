using Npgsql;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>A statement that the server runs, with all that must be let go of when it ends.</summary>
internal sealed class RunningStatement(PostgresConnection connection, NpgsqlBatch batch, NpgsqlDataReader reader, TimeLimit limit)
{
    /// <summary>The rows.</summary>
    public NpgsqlDataReader Reader { get; } = reader;

    /// <summary>How long it may run.</summary>
    public TimeLimit Limit { get; } = limit;

    /// <summary>How many rows it changed; null when it changes none. Final after <see cref="FinishAsync"/>.</summary>
    public long? RowsAffected { get; private set; }

    /// <summary>Reads to the end of the statement.</summary>
    public async ValueTask<bool> FinishAsync(CancellationToken cancellationToken)
    {
        while (await Reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
            // A rule can give further results; the first is the statement's.
        }

        await Reader.CloseAsync().ConfigureAwait(false);
        NpgsqlBatchCommand command = batch.BatchCommands[^1];
        RowsAffected = command.StatementType is StatementType.Insert or StatementType.Update or StatementType.Delete or StatementType.Merge ? (long)command.Rows : null;
        return true;
    }

    /// <summary>Lets the statement go; one that has not come to its end is cancelled at the server.</summary>
    public async ValueTask DisposeAsync(bool isDone)
    {
        try
        {
            if (!isDone && connection.IsOpen && !Reader.IsClosed)
            {
                batch.Cancel();
            }

            await Reader.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception error) when (PostgresErrors.IsForeign(error) || error is OperationCanceledException)
        {
            // The statement was given up: that it was cancelled is what was wanted, and a broken connection shows by IsUsable.
        }
        finally
        {
            await batch.DisposeAsync().ConfigureAwait(false);
            Limit.Dispose();
        }

        if (!isDone)
        {
            await connection.RecoverAsync().ConfigureAwait(false);
        }
    }

}
