using Hawser.Arrow;
using Hawser.Connectors.Postgres.Sql;
using Npgsql;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Runs one statement for each row of parameters, all of them or none: many rows a round trip.</summary>
internal static class ParameterRows
{
    private const int RowsPerTrip = 500;

    /// <summary>Runs the statement; rows that it returns are dropped.</summary>
    /// <returns>How many rows were changed; null when the statement changes none.</returns>
    public static ValueTask<long?> ExecuteAsync(PostgresConnection connection, Statement statement, CancellationToken cancellationToken) =>
        TogetherAsync(connection, statement, token => RunAllAsync(connection, statement, token), cancellationToken);

    /// <summary>Runs the statement and gathers the rows that it returns.</summary>
    public static async ValueTask<QueryResult> QueryAsync(PostgresConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        var gathered = new GatheredReader();
        long? affected = null;
        bool isDone = false;
        try
        {
            affected = await TogetherAsync(connection, statement, token => GatherAsync(connection, statement, gathered, token), cancellationToken).ConfigureAwait(false);
            isDone = true;
        }
        finally
        {
            if (!isDone)
            {
                await gathered.DisposeAsync().ConfigureAwait(false);
            }
        }

        return new QueryResult(gathered) { RowsAffected = affected, Messages = connection.TakeNotices() };
    }

    private static async ValueTask<long?> TogetherAsync(
        PostgresConnection connection, Statement statement, Func<CancellationToken, ValueTask<long?>> run, CancellationToken cancellationToken)
    {
        if (statement.Parameters.Count > 0)
        {
            throw new ArgumentException("A statement takes parameters or rows of parameters, not both.", nameof(statement));
        }

        using var limit = new TimeLimit(statement.Timeout);
        bool isOwn = !connection.IsInTransaction;
        bool isDone = false;
        if (isOwn)
        {
            await connection.CommandAsync("BEGIN", cancellationToken).ConfigureAwait(false);
        }

        try
        {
            long? affected = await limit.RunAsync("the statement", run, cancellationToken).ConfigureAwait(false);
            if (isOwn)
            {
                await connection.CommandAsync("COMMIT", cancellationToken).ConfigureAwait(false);
            }

            isDone = true;
            return affected;
        }
        finally
        {
            if (isOwn && !isDone && connection.IsOpen)
            {
                await connection.CommandAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<long?> GatherAsync(PostgresConnection connection, Statement statement, GatheredReader gathered, CancellationToken cancellationToken)
    {
        long? affected = null;
        while (await statement.ParameterRows!.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } values)
        {
            using (values)
            {
                for (int row = 0; row < values.RowCount; row++)
                {
                    NpgsqlBatch batch = StatementStarter.MakeBatch(connection, statement.Text, values, row, withSavepoint: false);
                    QueryResult result = await connection.OpenResultAsync(batch, statement with { Timeout = null }, cancellationToken).ConfigureAwait(false);
                    await using (result.ConfigureAwait(false))
                    {
                        await gathered.TakeAsync(result.Reader, cancellationToken).ConfigureAwait(false);
                        affected = result.RowsAffected is { } changed ? (affected ?? 0) + changed : affected;
                    }
                }
            }
        }

        return affected;
    }

    private static async ValueTask<long?> RunAllAsync(PostgresConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        RecordBatchReader rows = statement.ParameterRows!;
        Placeholders.Check(statement.Text, rows.Schema.Fields.Count);
        ParameterText[] texts = [.. rows.Schema.Fields.Select(field => new ParameterText(field))];
        long? affected = null;
        while (await rows.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                for (int start = 0; start < batch.RowCount; start += RowsPerTrip)
                {
                    affected = await TripAsync(connection, statement.Text, texts, batch, start, affected, cancellationToken).ConfigureAwait(false);
                }
            }
        }

        return affected;
    }

    private static async ValueTask<long?> TripAsync(
        PostgresConnection connection, string sql, ParameterText[] texts, RecordBatch batch, int start, long? affected, CancellationToken cancellationToken)
    {
        using var trip = new NpgsqlBatch(connection.Native);
        for (int row = start; row < Math.Min(start + RowsPerTrip, batch.RowCount); row++)
        {
            trip.BatchCommands.Add(StatementStarter.MakeCommand(sql, texts, batch, row));
        }

        int changed = await trip.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        return changed < 0 ? affected : (affected ?? 0) + changed;
    }
}
