using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Hawser.Connectors.MySql.Session.Authentication;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Connects, encrypts and logs in, within one time limit.</summary>
internal static class SessionOpener
{
    private const ServerCapabilities Needed = ServerCapabilities.Protocol41 | ServerCapabilities.SecureConnection | ServerCapabilities.Transactions;

    private const ServerCapabilities Wanted = Needed | ServerCapabilities.LongPassword | ServerCapabilities.LongColumnFlags | ServerCapabilities.FoundRows
        | ServerCapabilities.MultiResults | ServerCapabilities.PreparedMultiResults | ServerCapabilities.AuthenticationPlugins | ServerCapabilities.ConnectionAttributes
        | ServerCapabilities.LongAuthenticationData | ServerCapabilities.SessionTracking | ServerCapabilities.NoEndOfFile | ServerCapabilities.MariaBulk | ServerCapabilities.MariaExtendedTypes;

    // What a server is behind with while it works on rows.
    private const int SendBufferBytes = 1 << 20;

    /// <summary>Opens a session.</summary>
    /// <exception cref="ConnectorException">The server cannot be reached, refuses, or breaks the protocol.</exception>
    public static async ValueTask<MySqlSession> OpenAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        ThrowIfNotSendable(options);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        try
        {
            return await OpenPreferredAsync(options, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw SessionErrors.Wire.ConnectTimedOut(options.ToString(), options.ConnectTimeout);
        }
        catch (Exception e) when (WireErrors.IsFromWire(e))
        {
            throw SessionErrors.Wire.Translate(e, options.ToString());
        }
    }

    // A zero byte ends a text of the protocol. The value is not shown: it may be the password.
    private static void ThrowIfNotSendable(SessionOptions options)
    {
        if (new[] { options.User, options.Password, options.Database }.Any(text => text.Contains('\0', StringComparison.Ordinal)))
        {
            throw SessionErrors.Wire.Create(ConnectorStatus.InvalidConfiguration, $"{options}: user, password or database holds a NUL character, which the protocol cannot carry.");
        }
    }

    private static async ValueTask<MySqlSession> OpenPreferredAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await OpenAsync(options, options.TlsMode, cancellationToken).ConfigureAwait(false);
        }
        catch (AuthenticationException) when (options.TlsMode == TlsMode.Prefer)
        {
            // As with a server that does not encrypt: old ones speak versions of TLS that nobody should.
            return await OpenAsync(options, TlsMode.Disable, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async ValueTask<MySqlSession> OpenAsync(SessionOptions options, TlsMode tlsMode, CancellationToken cancellationToken)
    {
        Socket socket;
        try
        {
            socket = options.IsUnixSocket
                ? await SocketOpener.OpenAsync(new UnixDomainSocketEndPoint(options.Host), cancellationToken).ConfigureAwait(false)
                : await SocketOpener.OpenAsync(options.Host, options.Port, options.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw SessionErrors.Wire.Unreachable(e, options.ToString(), options.IsUnixSocket);
        }

        if (options.LoadsFiles)
        {
            socket.SendBufferSize = SendBufferBytes;
        }

        var plain = new SocketStream(socket, options.StallTimeout);
        var reader = new PacketReader(new ReceiveBuffer()) { Stream = plain };
        try
        {
            Handshake handshake = await GreetAsync(reader, options, cancellationToken).ConfigureAwait(false);
            ServerCapabilities capabilities = Agree(handshake, options);
            capabilities = await EncryptAsync(reader, plain, handshake, capabilities, options, tlsMode, cancellationToken).ConfigureAwait(false);
            await LogInAsync(reader, handshake, capabilities, options, cancellationToken).ConfigureAwait(false);
            return new MySqlSession(options, handshake, capabilities, plain, reader);
        }
        catch
        {
            await reader.Stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static async ValueTask<Handshake> GreetAsync(PacketReader reader, SessionOptions options, CancellationToken cancellationToken)
    {
        await reader.NextAsync(cancellationToken).ConfigureAwait(false);
        if (reader.Content is [ErrorPacket.Mark, ..])
        {
            throw SessionErrors.FromServer(ErrorPacket.Parse(reader.Content), options.ToString());
        }

        Handshake handshake = Handshake.Parse(reader.Content);
        ServerCapabilities missing = Needed & ~handshake.Capabilities;
        return missing == ServerCapabilities.None
            ? handshake
            : throw SessionErrors.Wire.Create(ConnectorStatus.NotSupported, $"{options}: the server {handshake.ServerVersion} lacks {missing}.", "MySQL 5.6 and MariaDB 10.4 are the oldest that are supported.");
    }

    private static ServerCapabilities Agree(Handshake handshake, SessionOptions options)
    {
        ServerCapabilities wanted = Wanted;
        wanted |= options.Database.Length > 0 ? ServerCapabilities.ConnectWithDatabase : ServerCapabilities.None;
        wanted |= options.LoadsFiles ? ServerCapabilities.LocalFiles : ServerCapabilities.None;
        wanted |= options.UsesCompression ? ServerCapabilities.Compression : ServerCapabilities.None;
        return wanted & handshake.Capabilities;
    }

    private static async ValueTask<ServerCapabilities> EncryptAsync(
        PacketReader reader, SocketStream plain, Handshake handshake, ServerCapabilities capabilities, SessionOptions options, TlsMode tlsMode, CancellationToken cancellationToken)
    {
        if (options.IsUnixSocket || tlsMode == TlsMode.Disable)
        {
            return capabilities;
        }

        if (!handshake.Capabilities.HasFlag(ServerCapabilities.Tls))
        {
            return options.TlsMode == TlsMode.Prefer ? capabilities : throw SessionErrors.Wire.Create(
                ConnectorStatus.Unavailable, $"{options}: the server does not encrypt, and ssl_mode asks for it.", "Give the server a certificate, or set ssl_mode to preferred or disabled.");
        }

        capabilities |= ServerCapabilities.Tls;
        await new PacketSender(reader).SendAsync(HandshakeResponse.TlsRequest(capabilities), cancellationToken).ConfigureAwait(false);
        reader.Release();
        if (!reader.Buffer.Unread.IsEmpty || plain.HasUnread)
        {
            // Before our ClientHello a server has nothing to say: such bytes come from somebody in between.
            throw new WireFormatException("bytes that are not encrypted came where TLS was to begin");
        }

        reader.Stream = await TlsAsync(plain, options, cancellationToken).ConfigureAwait(false);
        return capabilities;
    }

    private static async ValueTask<SslStream> TlsAsync(SocketStream plain, SessionOptions options, CancellationToken cancellationToken)
    {
        try
        {
            return await TlsClient.EncryptAsync(
                plain,
                new TlsOptions(MySqlErrors.Connector, options.Host, options.TlsMode)
                {
                    Place = options.ToString(),
                    RootCertificate = options.RootCertificate,
                    ClientCertificate = options.ClientCertificate,
                    ClientKey = options.ClientKey,
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (IOException e) when (e is not EndOfStreamException)
        {
            throw new AuthenticationException(e.Message, e);
        }
    }

    private static async ValueTask LogInAsync(PacketReader reader, Handshake handshake, ServerCapabilities capabilities, SessionOptions options, CancellationToken cancellationToken)
    {
        var sender = new PacketSender(reader);
        var login = new Login(reader, sender, options, isSafeChannel: options.IsUnixSocket || reader.Stream is SslStream);
        string plugin = handshake.Plugin is CachingSha2Password.Name or Login.Sha256Password ? handshake.Plugin : NativePassword.Name;
        byte[] answer = login.Begin(plugin, handshake.Scramble);
        await sender.SendAsync(HandshakeResponse.Create(capabilities, options.User, answer, options.Database, plugin, options.Attributes), cancellationToken).ConfigureAwait(false);
        await login.FinishAsync(capabilities, cancellationToken).ConfigureAwait(false);
        reader.Release();
        reader.IsLoggedIn = true;
    }
}
