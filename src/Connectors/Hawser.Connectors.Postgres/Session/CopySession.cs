using System.Net;
using System.Net.Security;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>A session of our own that runs simple statements and hands over what COPY … TO STDOUT sends.</summary>
internal sealed class CopySession : WireSession
{

    private readonly EndPoint _address;
    private readonly MessageReader _reader;
    private readonly Dictionary<string, string> _parameters = [];
    private readonly ServerNotices _notices = new();
    private BackendKey? _key;

    /// <summary>Takes over a logged-in connection; <see cref="StartAsync"/> comes next.</summary>
    public CopySession(SessionOptions options, EndPoint address, SocketStream socket, MessageReader reader)
        : base(reader, socket, options.CancelTimeout, SessionErrors.Wire)
    {
        Options = options;
        _address = address;
        _reader = reader;
    }

    /// <summary>How it was opened.</summary>
    public SessionOptions Options { get; }

    /// <summary>The server's settings that clients are told, e.g. <c>server_version</c>, <c>integer_datetimes</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters => _parameters;

    /// <summary>The server's process; 0 when it told none.</summary>
    public int ProcessId => _key?.ProcessId ?? 0;

    /// <summary>Whether the channel is encrypted.</summary>
    public bool IsEncrypted => _reader.Stream is SslStream;

    /// <summary>What ReadyForQuery said last.</summary>
    public TransactionState Transaction { get; private set; } = TransactionState.Idle;

    /// <summary>The messages, for who reads a COPY.</summary>
    public MessageReader Messages => _reader;

    /// <summary>Reads what a server tells after a login, until it is ready.</summary>
    public ValueTask StartAsync(CancellationToken cancellationToken)
    {
        IsBusy = true;
        return FinishAsync(Options.ToString(), cancellationToken);
    }

    /// <summary>The server's notices and warnings since the last call; at most the first hundred.</summary>
    public IReadOnlyList<ServerMessage> TakeNotices() => _notices.Take();

    /// <summary>Runs statements without parameters; rows are dropped.</summary>
    /// <param name="sql">The statements.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server.</param>
    public async ValueTask ExecuteAsync(string sql, string where, CancellationToken cancellationToken)
    {
        try
        {
            await SendQueryAsync(sql, cancellationToken).ConfigureAwait(false);
            await FinishAsync(where, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await AbortAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e) when (WireErrors.IsFromWire(e))
        {
            throw Broken(e, where);
        }
    }

    /// <summary>Begins COPY … TO STDOUT; what it sends is then read from <see cref="Messages"/> until ReadyForQuery, or given up by <see cref="WireSession.AbortAsync"/>.</summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public async ValueTask<CopyOutResponse> BeginCopyAsync(string sql, string where, CancellationToken cancellationToken)
    {
        try
        {
            await SendQueryAsync(sql, cancellationToken).ConfigureAwait(false);
            while (true)
            {
                BackendMessage kind = await _reader.NextAsync(cancellationToken).ConfigureAwait(false);
                if (kind == BackendMessage.CopyOutResponse)
                {
                    Socket.BeginTransfer();
                    return CopyOutResponse.Parse(_reader.Content);
                }

                await BeforeCopyAsync(kind, where, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            await AbortAsync().ConfigureAwait(false);
            throw;
        }
        catch (Exception e) when (WireErrors.IsFromWire(e))
        {
            throw Broken(e, where);
        }
    }

    /// <summary>Takes a message that may come at any time; false for all others.</summary>
    public bool TryHandleAside(BackendMessage kind)
    {
        switch (kind)
        {
            case BackendMessage.ParameterStatus:
                ParameterStatus status = ParameterStatus.Parse(_reader.Content);
                _parameters[status.Name] = status.Value;
                return true;
            case BackendMessage.NoticeResponse:
                var notice = ServerError.Parse(_reader.Content);
                _notices.Add(notice.Severity, notice.Message, notice.SqlState);
                return true;
            case BackendMessage.NotificationResponse:
                return true;
            default:
                return false;
        }
    }

    /// <summary>Reads to the end of the statement and throws the server's error when there was one.</summary>
    public async ValueTask FinishAsync(string where, CancellationToken cancellationToken)
    {
        ServerError? error = await ReadToReadyAsync(null, cancellationToken).ConfigureAwait(false);
        if (error is not null)
        {
            throw SessionErrors.FromServer(error, where);
        }
    }

    /// <summary>Reads the rest of a statement of which the server has reported this error, and makes the exception.</summary>
    public async ValueTask<ConnectorException> FailAsync(ServerError error, string where, CancellationToken cancellationToken)
    {
        if (error.IsFatal)
        {
            Break();
        }
        else
        {
            await ReadToReadyAsync(error, cancellationToken).ConfigureAwait(false);
        }

        return SessionErrors.FromServer(error, where);
    }

    /// <summary>Ends the connection without a word and makes the exception that says why. A server that sent nothing for too long is first asked to cancel what it does.</summary>
    public override ConnectorException Broken(Exception error, string where)
    {
        // It may be at work for hours, and would not notice before its first row that nobody waits for it.
        if (IsBusy && !IsBroken && _key is { } key && (error is TimeoutException || error.InnerException is TimeoutException))
        {
            SyncPump.Run(() => TryCancelAsync(key));
        }

        return base.Broken(error, where);
    }

    /// <summary>Counts the statement as ended; its ReadyForQuery is the current message.</summary>
    public void Ready()
    {
        var cursor = new MessageCursor(_reader.Content);
        Transaction = (TransactionState)cursor.Byte();
        cursor.End();
        _reader.Release();
        IsBusy = false;
    }

    protected override async ValueTask AbortCoreAsync(CancellationToken cancellationToken)
    {
        if (_key is null)
        {
            Break();
            return;
        }

        await CancelSignal.SendAsync(_address, IsEncrypted, _key, Options, cancellationToken).ConfigureAwait(false);
        await ReadToReadyAsync(null, cancellationToken).ConfigureAwait(false);
    }

    protected override ValueTask SayGoodbyeAsync(CancellationToken cancellationToken) => _reader.Stream.WriteAsync(FrontendMessage.Terminate, cancellationToken);

    private async ValueTask TryCancelAsync(BackendKey key)
    {
        using var limit = new CancellationTokenSource(Options.CancelTimeout);
        try
        {
            await CancelSignal.SendAsync(_address, IsEncrypted, key, Options, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (WireErrors.IsFromWire(e) || e is OperationCanceledException or ConnectorException)
        {
            // It cannot be told, and is left.
        }
    }

    private async ValueTask SendQueryAsync(string sql, CancellationToken cancellationToken)
    {
        if (IsBroken || IsBusy)
        {
            throw new InvalidOperationException(IsBroken ? "The session is closed." : "The session runs another statement.");
        }

        byte[] query = FrontendMessage.Query(sql);
        IsBusy = true;
        await _reader.Stream.WriteAsync(query, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask BeforeCopyAsync(BackendMessage kind, string where, CancellationToken cancellationToken)
    {
        switch (kind)
        {
            case BackendMessage.ErrorResponse:
                throw await FailAsync(ServerError.Parse(_reader.Content), where, cancellationToken).ConfigureAwait(false);
            case BackendMessage.ReadyForQuery:
                Ready();
                throw SessionErrors.Wire.Create(ConnectorStatus.Internal, $"{where}: the statement ended without a COPY.");
            case var _ when TryHandleAside(kind) || kind == BackendMessage.CommandComplete:
                break;
            default:
                throw new WireFormatException($"a message of the type {kind} came where COPY was to begin");
        }
    }

    private async ValueTask<ServerError?> ReadToReadyAsync(ServerError? error, CancellationToken cancellationToken)
    {
        while (true)
        {
            BackendMessage kind = await _reader.NextAsync(cancellationToken).ConfigureAwait(false);
            switch (kind)
            {
                case BackendMessage.ReadyForQuery:
                    Ready();
                    return error;
                case BackendMessage.ErrorResponse:
                    error ??= ServerError.Parse(_reader.Content);
                    if (error.IsFatal)
                    {
                        Break();
                        return error;
                    }

                    break;
                case BackendMessage.BackendKeyData:
                    _key = BackendKey.Parse(_reader.Content);
                    break;
                case BackendMessage.CopyInResponse:
                    await _reader.Stream.WriteAsync(FrontendMessage.CopyFail("nothing is to be loaded here"), cancellationToken).ConfigureAwait(false);
                    break;
                case BackendMessage.CopyBothResponse or BackendMessage.Authentication or BackendMessage.NegotiateProtocolVersion:
                    throw new WireFormatException($"a message of the type {kind} came in a statement");
                default:
                    TryHandleAside(kind);
                    break;
            }
        }
    }
}
