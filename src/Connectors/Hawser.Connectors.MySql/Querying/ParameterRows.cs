using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Querying;

/// <summary>Runs one statement for each row of parameters, all of them or none: in a transaction of its own where the session has none. MariaDB takes many rows in one command.</summary>
internal static class ParameterRows
{
    private const string Where = "the statement";

    /// <summary>Runs a statement that gives no rows; what it gives is dropped.</summary>
    public static ValueTask<ExecuteResult> ExecuteAsync(MySqlConnection connection, Statement statement, CancellationToken cancellationToken) => TogetherAsync(
        connection,
        statement,
        async (prepared, token) =>
        {
            long affected = 0;
            var messages = new List<ServerMessage>();
            bool isBulk = BulkPacket.Takes(connection, prepared);
            while (await statement.ParameterRows!.ReadNextAsync(token).ConfigureAwait(false) is { } batch)
            {
                using (batch)
                {
                    for (int row = 0; row < batch.RowCount;)
                    {
                        (ReadOnlyMemory<byte> content, int rows) = isBulk ? BulkPacket.Create(prepared.Id, batch, row, connection.Facts.MostPacketBytes) : (ParameterPacket.Create(prepared.Id, batch, row), 1);
                        ResultHead head = await connection.Session.ExecuteAsync(content, Where, token).ConfigureAwait(false);
                        OkPacket end = await connection.Session.FinishAsync(head.Ok, Where, token).ConfigureAwait(false);
                        affected += (long)end.RowsAffected;
                        row += rows;
                        if (end.WarningCount > 0 && messages.Count == 0)
                        {
                            messages.AddRange(await ServerWarnings.ReadAsync(connection.Session, Where, token).ConfigureAwait(false));
                        }
                    }
                }
            }

            await connection.Session.Statements.GiveBackAsync(prepared, Where).ConfigureAwait(false);
            return new ExecuteResult(affected) { Messages = messages };
        },
        cancellationToken);

    /// <summary>Runs a statement and gathers the rows that it gives.</summary>
    public static async ValueTask<QueryResult> QueryAsync(MySqlConnection connection, Statement statement, CancellationToken cancellationToken)
    {
        var gathered = new GatheredReader();
        StatementOutcome? outcome = null;
        try
        {
            outcome = await TogetherAsync(connection, statement, (prepared, token) => GatherAsync(connection, prepared, statement, gathered, token), cancellationToken).ConfigureAwait(false);
            return new QueryResult(gathered) { Outcome = outcome };
        }
        finally
        {
            if (outcome is null)
            {
                await gathered.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<StatementOutcome> GatherAsync(
        MySqlConnection connection, PreparedStatement first, Statement statement, GatheredReader gathered, CancellationToken cancellationToken)
    {
        long? affected = null;
        var messages = new List<ServerMessage>();
        PreparedStatement? prepared = first;
        while (await statement.ParameterRows!.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                for (int row = 0; row < batch.RowCount; row++)
                {
                    prepared ??= await connection.Session.Statements.TakeAsync(statement.Text, Where, cancellationToken).ConfigureAwait(false);
                    QueryResult result = await StatementRunner.RunAsync(connection, prepared, batch, row, statement.ReadOptions, Where, cancellationToken).ConfigureAwait(false);
                    prepared = null;
                    await using (result.ConfigureAwait(false))
                    {
                        await gathered.TakeAsync(result.Reader, cancellationToken).ConfigureAwait(false);
                        affected = result.RowsAffected is { } changed ? (affected ?? 0) + changed : affected;
                        messages.AddRange(messages.Count == 0 ? result.Messages : []);
                    }
                }
            }
        }

        if (prepared is not null)
        {
            await connection.Session.Statements.GiveBackAsync(prepared, Where).ConfigureAwait(false);
        }

        return new StatementOutcome { RowsAffected = affected, Messages = messages };
    }

    private static async ValueTask<T> TogetherAsync<T>(
        MySqlConnection connection, Statement statement, Func<PreparedStatement, CancellationToken, ValueTask<T>> run, CancellationToken cancellationToken)
    {
        if (statement.Parameters.Count > 0)
        {
            throw new ArgumentException("A statement takes parameters or rows of parameters, not both.", nameof(statement));
        }

        using var limit = new StatementLimit(statement.Timeout, cancellationToken);
        try
        {
            PreparedStatement prepared = await StatementRunner.PrepareAsync(connection, statement.Text, Where, limit.Token).ConfigureAwait(false)
                ?? throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{Where}: the server does not prepare this statement, so it takes no parameters.");
            return await TransactedAsync(connection, prepared, statement.ParameterRows!.Schema.Fields.Count, run, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            throw limit.Error(Where);
        }
    }

    private static async ValueTask<T> TransactedAsync<T>(
        MySqlConnection connection, PreparedStatement prepared, int given, Func<PreparedStatement, CancellationToken, ValueTask<T>> run, CancellationToken cancellationToken)
    {
        bool isOwn = false, isDone = false;
        try
        {
            StatementRunner.ThrowUnlessMatching(prepared, given, Where);
            if (!connection.Session.Status.HasFlag(ServerStatus.InTransaction))
            {
                await connection.CommandAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
                isOwn = true;
            }

            T result = await run(prepared, cancellationToken).ConfigureAwait(false);
            if (isOwn)
            {
                await connection.CommandAsync("COMMIT", cancellationToken).ConfigureAwait(false);
            }

            isDone = true;
            return result;
        }
        finally
        {
            if (!isDone && connection.Session.IsUsable)
            {
                await connection.Session.Statements.DropAsync(prepared, Where).ConfigureAwait(false);
                if (isOwn)
                {
                    await connection.CommandAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
                }
            }
        }
    }
}
