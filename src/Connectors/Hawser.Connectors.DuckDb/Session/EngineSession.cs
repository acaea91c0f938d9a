using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Session;

/// <summary>One native session: prepares statements, runs them, and turns cancellation into an interrupt.</summary>
internal sealed class EngineSession(SessionHandle handle) : IDisposable
{
    public SessionHandle Handle { get; } = handle;

    /// <summary>Whether the engine has stopped working: after a fatal error it refuses everything until the file is opened anew.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Runs statements for what they do, one after the other.</summary>
    public void Run(string sql, CancellationToken cancellationToken = default)
    {
        using var script = NativeScript.Parse(Handle, sql);
        for (var i = 0; i < script.Count; i++)
        {
            using var statement = script.Prepare(i);
            using var cursor = Execute(statement, streamed: false, cancellationToken);
        }
    }

    /// <summary>Prepares one statement. A statement that the engine's parser splits (a dynamic PIVOT) has all its parts but the last run at once.</summary>
    /// <exception cref="ConnectorException">The text is empty, holds several statements, or is not valid.</exception>
    public NativeStatement Prepare(string sql, CancellationToken cancellationToken = default)
    {
        using var script = NativeScript.Parse(Handle, sql);
        if (script.Count == 0)
        {
            throw new ConnectorException(ConnectorStatus.InvalidStatement, DuckDbErrors.Connector, "the statement is empty.");
        }

        if (script.Count > 1 && SqlText.CountStatements(sql) > 1)
        {
            throw new ConnectorException(ConnectorStatus.InvalidStatement, DuckDbErrors.Connector, $"one statement is wanted here; the text holds {script.Count}.")
            {
                Hint = "Run them as a script, or one by one.",
            };
        }

        for (var i = 0; i < script.Count - 1; i++)
        {
            using var part = script.Prepare(i);
            using var cursor = Execute(part, streamed: false, cancellationToken);
        }

        return script.Prepare(script.Count - 1);
    }

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public NativeCursor Execute(NativeStatement statement, bool streamed, CancellationToken cancellationToken)
    {
        using var cancel = InterruptOn(cancellationToken);
        try
        {
            return statement.Execute(streamed);
        }
        catch (ConnectorException error) when (NoteIfFatal(error) || (cancellationToken.IsCancellationRequested && DuckDbErrors.IsInterrupt(error)))
        {
            throw new OperationCanceledException("The query was cancelled.", error, cancellationToken);
        }
    }

    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public int Fetch(NativeCursor cursor, CancellationToken cancellationToken)
    {
        using var cancel = InterruptOn(cancellationToken);
        try
        {
            return cursor.Next();
        }
        catch (ConnectorException error) when (NoteIfFatal(error) || (cancellationToken.IsCancellationRequested && DuckDbErrors.IsInterrupt(error)))
        {
            throw new OperationCanceledException("The query was cancelled.", error, cancellationToken);
        }
    }

    /// <summary>Ends the open transaction, if there is one: a commit that failed has already ended its own.</summary>
    public void RollBack()
    {
        try
        {
            Run("ROLLBACK");
        }
        catch (ConnectorException error) when (error.Detail.Contains("no transaction is active", StringComparison.OrdinalIgnoreCase))
        {
            // What should be undone is undone.
        }
    }

    /// <summary>Stops what the session is doing; may be called from any thread.</summary>
    public void Interrupt() => InstanceApi.duckdb_interrupt(Handle);

    public void Dispose() => Handle.Dispose();

    /// <summary>Always false, so that the error goes on.</summary>
    private bool NoteIfFatal(ConnectorException error)
    {
        IsBroken |= DuckDbErrors.IsFatal(error);
        return false;
    }

    private CancellationTokenRegistration InterruptOn(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return cancellationToken.UnsafeRegister(static session => ((EngineSession)session!).Interrupt(), this);
    }
}
