using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>Finds out whether a session can be given out or kept, and says why not. A session that does not answer in time is given up.</summary>
internal sealed class SessionCheck(PoolOptions options, TimeProvider time)
{
    /// <summary>How long a session may take to give a sign of life, or to be brought back to how it was.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Why a session cannot be given out; null when it can.</summary>
    /// <exception cref="OperationCanceledException">The borrower gave up.</exception>
    public async ValueTask<string?> BeforeUseAsync(PooledSession session, CancellationToken cancellationToken)
    {
        if (FindFault(session) is { } fault)
        {
            return fault;
        }

        if (time.GetUtcNow() - session.ChangedAt < options.ValidateAfter)
        {
            return null;
        }

        using var limit = new CancellationTokenSource(Patience, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            await session.Connection.TestAsync(both.Token).ConfigureAwait(false);
            return session.Connection.IsUsable ? null : "a session was broken";
        }
        catch (ConnectorException error)
        {
            return $"a session gave no sign of life: {error.Message}";
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return $"a session gave no sign of life within {Patience.TotalSeconds} s";
        }
    }

    /// <summary>Why a session that comes back cannot be kept, after it was reset; null when it can.</summary>
    public async ValueTask<string?> AfterUseAsync(PooledSession session)
    {
        if (FindFault(session) is { } fault)
        {
            return fault;
        }

        using var limit = new CancellationTokenSource(Patience, time);
        try
        {
            await session.Connection.ResetAsync(limit.Token).ConfigureAwait(false);
            return session.Connection.IsUsable ? null : "a session was broken after its reset";
        }
        catch (ConnectorException error)
        {
            return $"a session could not be reset: {error.Message}";
        }
        catch (OperationCanceledException)
        {
            return $"a session could not be reset within {Patience.TotalSeconds} s";
        }
        catch (InvalidOperationException)
        {
            return "a session came back with a reader or a load still open";
        }
    }

    private string? FindFault(PooledSession session)
        => !session.Connection.IsUsable ? "a session was broken"
            : options.RecycleAge > TimeSpan.Zero && time.GetUtcNow() - session.OpenedAt >= options.RecycleAge ? "a session reached its age"
            : null;
}
