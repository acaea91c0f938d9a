using System.Net.Security;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>A connection to a MySQL or MariaDB server.</summary>
internal sealed class MySqlSession : WireSession
{
    private readonly PacketReader _reader;
    private readonly PacketSender _sender;
    private readonly ResponseReader _responses;
    private readonly bool _isEncrypted;
    private StatementCache? _statements;
    private FileTransfer? _file;
    private bool _awaitsRows;

    /// <summary>Takes over a logged-in connection.</summary>
    public MySqlSession(SessionOptions options, Handshake handshake, ServerCapabilities capabilities, SocketStream socket, PacketReader reader)
        : base(reader, socket, options.CancelTimeout, SessionErrors.Wire)
    {
        (Options, Handshake, _reader) = (options, handshake, reader);
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

    /// <summary>Loads of bytes of ours.</summary>
    public FileTransfer File => _file ??= new FileTransfer(this, _sender);

    /// <summary>Counts the changes of the session's default database and variables, as far as the server tells of them.</summary>
    public int ContextVersion { get; private set; }

    /// <summary>Whether the server tells of such changes.</summary>
    public bool TellsContext => _responses.Capabilities.HasFlag(ServerCapabilities.SessionTracking);

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
        _awaitsRows = false;
        _file?.Forget();
        Socket.BeginTransfer();
        await _sender.SendCommandAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses the file that the server asks for, and closes the connection. An empty file is what a client answers that will not send one.</summary>
    public async ValueTask<ConnectorException> RefuseFileAsync(string where, CancellationToken cancellationToken)
    {
        string file = _responses.RequestedFile!;
        await _sender.SendAsync(default, cancellationToken).ConfigureAwait(false);
        Break();
        return SessionErrors.Wire.Create(
            ConnectorStatus.PermissionDenied,
            $"{where}: the server asked for the file \"{file}\" of this machine, which was refused; the connection was closed.",
            "LOAD DATA LOCAL runs only in loads, which send no files; hawser copy reads files.");
    }

    /// <summary>Reads the head of what answers a statement that was begun; null when the server asks for a file.</summary>
    public async ValueTask<ResultHead?> TakeHeadAsync(CancellationToken cancellationToken)
    {
        ResultHead? head = await _responses.HeadAsync(cancellationToken).ConfigureAwait(false);
        if (head?.Ok is { } end)
        {
            End(end);
        }

        _awaitsRows = head is { Ok: null };
        return head;
    }

    protected override async ValueTask AbortCoreAsync(CancellationToken cancellationToken)
    {
        if (_file is not null)
        {
            await _file.SettleAsync().ConfigureAwait(false);
        }

        await QueryKiller.KillAsync(Options, Handshake.ConnectionId, cancellationToken).ConfigureAwait(false);
        if (_file is not null)
        {
            await _file.EndAsync(cancellationToken).ConfigureAwait(false);
        }

        if (!await ReadToEndAsync(cancellationToken).ConfigureAwait(false))
        {
            // The statement had ended by itself, so the kill would hit the next one: this one is there to be hit.
            await BeginAsync(new PacketWriter().Byte((byte)Command.Query).Characters("DO 0").Content, cancellationToken).ConfigureAwait(false);
            await ReadToEndAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    protected override ValueTask SayGoodbyeAsync(CancellationToken cancellationToken) => _sender.SendCommandAsync(new[] { (byte)Command.Quit }, cancellationToken);

    private void ThrowUnlessAtRest()
    {
        if (IsBroken || IsBusy)
        {
            throw IsBroken
                ? new ConnectorException(ConnectorStatus.Unavailable, MySqlErrors.Connector, $"{Options}: the connection is closed; it broke before, or the server ended it.") { IsTransient = true }
                : new InvalidOperationException("The session runs another statement.");
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
}
