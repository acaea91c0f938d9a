using System.Net.Security;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>
/// A logged-in connection that runs one statement at a time for one caller at a time. After an error of the server it goes on; after one of the wire it is not usable any more.
/// </summary>
internal sealed class MySqlSession : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(1);

    private readonly PacketReader _reader;
    private readonly PacketSender _sender;
    private readonly ResponseReader _responses;
    private readonly bool _isEncrypted;
    private StatementCache? _statements;
    private bool _isBroken;
    private bool _awaitsRows;
    private bool _sendsFile;
    private Task? _killing;

    /// <summary>Takes over a logged-in connection.</summary>
    public MySqlSession(SessionOptions options, Handshake handshake, ServerCapabilities capabilities, SocketStream socket, PacketReader reader)
    {
        (Options, Handshake, Socket, _reader) = (options, handshake, socket, reader);
        _isEncrypted = reader.Stream is SslStream;
        if (capabilities.HasFlag(ServerCapabilities.Compression))
        {
            reader.Stream = new CompressedStream(reader.Stream);
        }

        _sender = new PacketSender(reader);
        _responses = new ResponseReader(reader, capabilities);
    }

    /// <summary>How it was opened.</summary>
    public SessionOptions Options { get; }

    /// <summary>What the server said first.</summary>
    public Handshake Handshake { get; }

    /// <summary>Whether the channel is encrypted.</summary>
    public bool IsEncrypted => _isEncrypted;

    /// <summary>Whether packets are compressed.</summary>
    public bool IsCompressed => _reader.Stream is CompressedStream;

    /// <summary>Whether a further statement can be run. A server has nothing to say to a session at rest: what it says there is that it has ended.</summary>
    public bool IsUsable => !_isBroken && !IsBusy && !Socket.HasUnreadOrEnded;

    /// <summary>Whether a statement's end has not been read yet.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>What the server said of the session last.</summary>
    public ServerStatus Status { get; private set; }

    /// <summary>The packets, for who reads rows.</summary>
    public PacketReader Packets => _reader;

    /// <summary>The answers, for who reads rows.</summary>
    public ResponseReader Responses => _responses;

    /// <summary>What both sides can do.</summary>
    public ServerCapabilities Capabilities => _responses.Capabilities;

    /// <summary>The prepared statements that are kept for their next run.</summary>
    public StatementCache Statements => _statements ??= new StatementCache(this);

    /// <summary>Counts the changes of the session's default database and variables, as far as the server tells of them.</summary>
    public int ContextVersion { get; private set; }

    /// <summary>Whether the server tells of such changes.</summary>
    public bool TellsContext => _responses.Capabilities.HasFlag(ServerCapabilities.SessionTracking);

    /// <summary>The socket, for who reads rows on a thread of its own.</summary>
    public SocketStream Socket { get; }

    /// <summary>Lets the server forget a prepared statement; it does not answer.</summary>
    public async ValueTask CloseAsync(PreparedStatement prepared, string where, CancellationToken cancellationToken)
    {
        ThrowUnlessAtRest();
        try
        {
            await _sender.SendCommandAsync(new PacketWriter().Byte((byte)Command.StatementClose).UInt32(prepared.Id).Content, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (WireErrors.IsFromWire(e))
        {
            throw Broken(e, where);
        }
    }

    /// <summary>Reads to the end of all results of a statement.</summary>
    /// <param name="end">The end of the first result when it was read already.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server.</param>
    public ValueTask<OkPacket> FinishAsync(OkPacket? end, string where, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            while (true)
            {
                OkPacket last = end ?? await SkipRowsAsync(token).ConfigureAwait(false);
                if (!last.HasMore)
                {
                    return last;
                }

                end = (await HeadAsync(where, token).ConfigureAwait(false)).Ok;
            }
        },
        where,
        cancellationToken);

    /// <summary>Reads the head of what answers a statement that was begun. A server that asks for a file is refused.</summary>
    public async ValueTask<ResultHead> HeadAsync(string where, CancellationToken cancellationToken)
    {
        return await TakeHeadAsync(cancellationToken).ConfigureAwait(false) ?? throw await RefuseFileAsync(where, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Counts a command as ended that has no end of its own.</summary>
    public void Rest()
    {
        _reader.Release();
        IsBusy = false;
    }

    /// <summary>Counts a result as read to its end.</summary>
    public void End(OkPacket end)
    {
        Status = end.Status;
        ContextVersion += end.ChangesContext ? 1 : 0;
        _awaitsRows = false;
        _reader.Release();
        IsBusy = end.HasMore;
    }

    /// <summary>Counts the statement as ended by an error of the server, and makes the exception.</summary>
    public ConnectorException Failed(ErrorPacket error, string where)
    {
        _reader.Release();
        IsBusy = false;
        return SessionErrors.FromServer(error, where);
    }

    /// <summary>Ends the connection without a word and makes the exception that says why.</summary>
    public ConnectorException Broken(Exception error, string where)
    {
        Break();
        return SessionErrors.Wire.Translate(error, where);
    }

    /// <summary>
    /// Begins LOAD DATA LOCAL of bytes of ours, and waits until the server asks for them: by the name that the statement bears, at this moment and on a session that loads; any other
    /// wish for a file breaks the connection.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="file">The name of the file in it, which was made up for this statement.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server.</param>
    public async ValueTask BeginFileAsync(string sql, string file, string where, CancellationToken cancellationToken) => await RunAsync(
        async token =>
        {
            await BeginAsync(new PacketWriter().Byte((byte)Command.Query).Characters(sql).Content, token).ConfigureAwait(false);
            if (await TakeHeadAsync(token).ConfigureAwait(false) is not null)
            {
                throw new WireFormatException("LOAD DATA LOCAL ended before the server had asked for its bytes");
            }

            return Options.LoadsFiles && _responses.RequestedFile == file ? _sendsFile = true : throw await RefuseFileAsync(where, token).ConfigureAwait(false);
        },
        where,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Sends a part of the file that the server asked for; it is not empty.</summary>
    /// <param name="packet">The part, with room for a packet's header before it.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server, between two parts.</param>
    public async ValueTask SendFileAsync(Memory<byte> packet, string where, CancellationToken cancellationToken) => await RunAsync(
        async token =>
        {
            token.ThrowIfCancellationRequested();
            // The server may wait for a lock and take nothing: it is told to give up, and takes the rest of the packet then.
            using (token.Register(KillBeside))
            {
                await _sender.SendFilledAsync(packet).ConfigureAwait(false);
            }

            token.ThrowIfCancellationRequested();
            return true;
        },
        where,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Ends the file and waits for the server's word on it.</summary>
    public ValueTask<OkPacket> FinishFileAsync(string where, CancellationToken cancellationToken) => RunAsync(
        async token =>
        {
            await EndFileAsync(token).ConfigureAwait(false);
            ResultHead head = await HeadAsync(where, token).ConfigureAwait(false);
            return head.Ok ?? throw new WireFormatException("rows came where the end of LOAD DATA LOCAL was due");
        },
        where,
        cancellationToken);

    /// <summary>Ends the running statement from another connection and reads to its end; a connection that does not come to it in time is dropped.</summary>
    public async ValueTask AbortAsync()
    {
        if (!IsBusy || _isBroken)
        {
            return;
        }

        using var limit = new CancellationTokenSource(Options.CancelTimeout);
        try
        {
            await (_killing ?? Task.CompletedTask).ConfigureAwait(false);
            _killing = null;
            await QueryKiller.KillAsync(Options, Handshake.ConnectionId, limit.Token).ConfigureAwait(false);
            await EndFileAsync(limit.Token).ConfigureAwait(false);
            if (!await ReadToEndAsync(limit.Token).ConfigureAwait(false))
            {
                // The statement had ended by itself, so the kill would hit the next one: this one is there to be hit.
                await BeginAsync(new PacketWriter().Byte((byte)Command.Query).Characters("DO 0").Content, limit.Token).ConfigureAwait(false);
                await ReadToEndAsync(limit.Token).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (WireErrors.IsFromWire(e) || e is OperationCanceledException or ConnectorException)
        {
            // The statement was given up anyway; a connection that cannot be brought to rest is dropped.
            Break();
        }
    }

    /// <summary>Says goodbye where possible and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isBroken && !IsBusy)
        {
            using var limit = new CancellationTokenSource(GoodbyeTimeout);
            try
            {
                await _sender.SendCommandAsync(new[] { (byte)Command.Quit }, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (WireErrors.IsFromWire(e) || e is OperationCanceledException)
            {
                // The server is gone already.
            }
        }

        Break();
    }

    /// <summary>Runs a step and brings the session to rest when it fails.</summary>
    public async ValueTask<T> RunAsync<T>(Func<CancellationToken, ValueTask<T>> step, string where, CancellationToken cancellationToken)
    {
        try
        {
            return await step(cancellationToken).ConfigureAwait(false);
        }
        catch (ServerErrorException e)
        {
            throw Failed(e.Error, where);
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

    /// <summary>Sends a command, from which on the session is busy.</summary>
    public async ValueTask BeginAsync(ReadOnlyMemory<byte> command, CancellationToken cancellationToken)
    {
        ThrowUnlessAtRest();
        cancellationToken.ThrowIfCancellationRequested();
        IsBusy = true;
        _awaitsRows = _sendsFile = false;
        Socket.BeginTransfer();
        await _sender.SendCommandAsync(command, cancellationToken).ConfigureAwait(false);
    }

    private void ThrowUnlessAtRest()
    {
        if (_isBroken || IsBusy)
        {
            throw _isBroken
                ? new ConnectorException(ConnectorStatus.Unavailable, MySqlErrors.Connector, $"{Options}: the connection is closed; it broke before, or the server ended it.") { IsTransient = true }
                : new InvalidOperationException("The session runs another statement.");
        }
    }

    // An empty file is what a client answers that will not send one. Nothing more is said to a server that asks for what it was not offered.
    private async ValueTask<ConnectorException> RefuseFileAsync(string where, CancellationToken cancellationToken)
    {
        string file = _responses.RequestedFile!;
        await _sender.SendAsync(default, cancellationToken).ConfigureAwait(false);
        Break();
        return SessionErrors.Wire.Create(
            ConnectorStatus.PermissionDenied,
            $"{where}: the server asked for the file \"{file}\" of this machine, which was refused; the connection was closed.",
            "LOAD DATA LOCAL runs only in loads, which send no files; hawser copy reads files.");
    }

    private async ValueTask EndFileAsync(CancellationToken cancellationToken)
    {
        if (_sendsFile)
        {
            _sendsFile = false;
            await _sender.SendAsync(default, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<OkPacket> SkipRowsAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await _reader.NextShortAsync(cancellationToken).ConfigureAwait(false);
            if (_reader.Content is [ErrorPacket.Mark, ..])
            {
                throw new ServerErrorException(ErrorPacket.Parse(_reader.Content));
            }

            if (_responses.IsEnd(_reader.Content))
            {
                OkPacket end = _responses.ParseEnd(_reader.Content);
                End(end);
                return end;
            }
        }
    }

    /// <summary>Reads to the end of all results; true when an error ended them.</summary>
    private async ValueTask<bool> ReadToEndAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (IsBusy)
            {
                if (_awaitsRows)
                {
                    await SkipRowsAsync(cancellationToken).ConfigureAwait(false);
                }
                else if (await TakeHeadAsync(cancellationToken).ConfigureAwait(false) is null)
                {
                    await _sender.SendAsync(default, cancellationToken).ConfigureAwait(false);
                }
            }

            return false;
        }
        catch (ServerErrorException)
        {
            _reader.Release();
            IsBusy = false;
            return true;
        }
    }

    private async ValueTask<ResultHead?> TakeHeadAsync(CancellationToken cancellationToken)
    {
        ResultHead? head = await _responses.HeadAsync(cancellationToken).ConfigureAwait(false);
        if (head?.Ok is { } end)
        {
            End(end);
        }

        _awaitsRows = head is { Ok: null };
        return head;
    }

    // Ends the statement while this session's thread is busy with sending. Whether that worked shows when the session is brought to rest.
    private void KillBeside() => _killing ??= Task.Run(async () =>
    {
        using var limit = new CancellationTokenSource(Options.CancelTimeout);
        await QueryKiller.KillAsync(Options, Handshake.ConnectionId, limit.Token).ConfigureAwait(false);
    });

    private void Break()
    {
        _isBroken = true;
        IsBusy = false;
        _reader.Clear();
        _reader.Stream.Dispose();
    }
}
