using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Postgres.Sql;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>A connection's session of our own for COPY: opened when it is first needed, kept for the next read, closed with the connection.</summary>
internal sealed class BulkSession(PostgresSettings settings)
{
    private CopySession? _session;
    private string? _snapshot;
    private string? _unsupported;
    private SessionAhead? _ahead;

    /// <summary>Why there was no session when it was asked for last; null when there was one.</summary>
    public string? Lack { get; private set; }

    /// <summary>How long a read waits for a server that sends nothing; zero for ever.</summary>
    public TimeSpan StallTimeout => settings.StallTimeout;

    /// <summary>Begins to open a session that will be asked for.</summary>
    /// <param name="snapshot">The snapshot's name; null to see what is committed.</param>
    public void OpenAhead(string? snapshot)
    {
        if (_unsupported is null && _session is null)
        {
            _ahead ??= new SessionAhead(snapshot, token => OpenReadyAsync(snapshot, token));
        }
    }

    /// <summary>A session that is at rest, in this snapshot; null when there can be none, and reading goes through Npgsql.</summary>
    /// <param name="snapshot">The snapshot's name; null to see what is committed.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<CopySession?> TakeAsync(string? snapshot, CancellationToken cancellationToken)
    {
        if (_unsupported is not null)
        {
            return null;
        }

        if (_session is { IsUsable: true } kept && _snapshot == snapshot)
        {
            _session = null;
            return kept;
        }

        SessionAhead? ahead = _ahead?.Snapshot == snapshot ? _ahead : null;
        _ahead = ahead is null ? _ahead : null;
        await CloseAsync().ConfigureAwait(false);
        SessionOpening opening = ahead is null
            ? await OpenReadyAsync(snapshot, cancellationToken).ConfigureAwait(false)
            : await ahead.TakeAsync(cancellationToken).ConfigureAwait(false);
        (_unsupported, _snapshot) = (opening.Unsupported, snapshot);
        Lack = opening switch
        {
            { Unsupported: { } method } => $"the server asks for {method} at log-in, which a session of our own cannot do",
            { Session: null } => "the server allows no further connection",
            _ => null,
        };
        return opening.Session;
    }

    /// <summary>Takes a session back; one that broke, or whose transaction did, is closed.</summary>
    public async ValueTask GiveBackAsync(CopySession session)
    {
        bool isWhole = session.IsUsable && session.Transaction == (_snapshot is null ? TransactionState.Idle : TransactionState.Open);
        if (isWhole && _session is null)
        {
            _session = session;
        }
        else
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Closes the session that is kept, and one that is being opened.</summary>
    public async ValueTask CloseAsync()
    {
        if (_ahead is { } ahead)
        {
            _ahead = null;
            await ahead.DisposeAsync().ConfigureAwait(false);
        }

        if (_session is { } session)
        {
            _session = null;
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<SessionOpening> OpenReadyAsync(string? snapshot, CancellationToken cancellationToken)
    {
        SessionOpening opening = await OpenAsync(cancellationToken).ConfigureAwait(false);
        if (opening.Session is { } session)
        {
            await PrepareAsync(session, snapshot, cancellationToken).ConfigureAwait(false);
        }

        return opening;
    }

    private async ValueTask<SessionOpening> OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await SessionOpener.OpenAsync(settings.ToSession(), cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.ResourceExhausted)
        {
            // The server allows no further connection; the one that there is can read too.
            return new SessionOpening(null, null);
        }
    }

    private async ValueTask PrepareAsync(CopySession session, string? snapshot, CancellationToken cancellationToken)
    {
        string[] statements =
        [
            .. settings.IsReadOnly ? [SessionStatements.OnlyRead] : Array.Empty<string>(),
            .. snapshot is null ? [] : new[] { ExportedSnapshot.Begin, ExportedSnapshot.Attach(snapshot) },
        ];
        bool isReady = false;
        try
        {
            foreach (string statement in statements)
            {
                await session.ExecuteAsync(statement, snapshot is null ? "the session" : "the snapshot", cancellationToken).ConfigureAwait(false);
            }

            isReady = true;
        }
        finally
        {
            if (!isReady)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
