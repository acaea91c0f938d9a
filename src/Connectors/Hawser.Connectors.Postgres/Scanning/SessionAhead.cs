using Hawser.Connectors.Postgres.Session;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>A session that is being opened while its connection does something else. It is taken once, or disposed.</summary>
internal sealed class SessionAhead : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task<SessionOpening> _opening;

    /// <param name="snapshot">The snapshot that the session will be in.</param>
    /// <param name="open">Opens it.</param>
    public SessionAhead(string? snapshot, Func<CancellationToken, ValueTask<SessionOpening>> open)
    {
        Snapshot = snapshot;

        // The names of hosts and certificates are looked up on the thread that opens, while the caller's has something else to do.
        _opening = Task.Run(() => open(_stop.Token).AsTask());
    }

    /// <summary>The snapshot's name; null to see what is committed.</summary>
    public string? Snapshot { get; }

    /// <summary>Waits for the session, whose errors are thrown here. It is the caller's then.</summary>
    public async ValueTask<SessionOpening> TakeAsync(CancellationToken cancellationToken)
    {
        bool isTaken = false;
        try
        {
            SessionOpening opening = await _opening.WaitAsync(cancellationToken).ConfigureAwait(false);
            isTaken = true;
            return opening;
        }
        finally
        {
            if (isTaken)
            {
                _stop.Dispose();
            }
            else
            {
                await DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives up; a session that was opened is closed, and why there was none does not matter any more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)_opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_opening.IsCompletedSuccessfully && (await _opening.ConfigureAwait(false)).Session is { } session)
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }

        _stop.Dispose();
    }
}
