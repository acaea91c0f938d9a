using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Read;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>Runs one statement for each row of parameters, all of them or none.</summary>
internal static class ParameterRuns
{
    /// <exception cref="ConnectorException">A row fails; what the others did is undone.</exception>
    public static QueryResult Run(EngineSession session, SnapshotGate gate, bool isInTransaction, Statement statement, CancellationToken cancellationToken)
    {
        if (statement.Parameters.Count > 0)
        {
            throw new ArgumentException("A statement takes parameters or rows of parameters, not both.", nameof(statement));
        }

        using var change = gate.EnterChange();
        var gathered = new GatheredReader();
        var isDone = false;
        if (!isInTransaction)
        {
            session.Run("BEGIN TRANSACTION", cancellationToken);
        }

        try
        {
            long? affected = RunAll(session, statement, gathered, cancellationToken);
            if (!isInTransaction)
            {
                session.Run("COMMIT", cancellationToken);
            }

            isDone = true;
            return new QueryResult(gathered) { RowsAffected = affected };
        }
        finally
        {
            if (!isDone)
            {
                gathered.Dispose();
                if (!isInTransaction)
                {
                    session.RollBack();
                }
            }
        }
    }

    private static long? RunAll(EngineSession session, Statement statement, GatheredReader gathered, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(statement.Timeout);
        using var prepared = session.Prepare(statement.Text, cancellationToken);
        var rows = statement.ParameterRows!;
        ParameterBinder.CheckCount(prepared, rows.Schema.Fields.Count);
        long? affected = null;
        while (rows.ReadNext(cancellationToken) is { } batch)
        {
            using (batch)
            {
                for (var row = 0; row < batch.RowCount; row++)
                {
                    prepared.ClearBindings();
                    ParameterBinder.BindRow(prepared, batch, row);
                    var cursor = limit.Run(token => session.Execute(prepared, streamed: false, token), cancellationToken);
                    Gather(session, cursor, statement.ReadOptions, gathered, ref affected, cancellationToken);
                }
            }
        }

        return affected;
    }

    private static void Gather(
        EngineSession session, NativeCursor cursor, ReadOptions options, GatheredReader gathered, ref long? affected, CancellationToken cancellationToken)
    {
        if (cursor.Kind == ResultKind.ChangedRows)
        {
            affected = (affected ?? 0) + cursor.RowsChanged;
        }

        using var reader = new CursorReader(session, null, cursor, options, "the query", null);
        gathered.Take(reader, cancellationToken);
    }
}
