using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Hawser.Connectors.Postgres.Session.Authentication;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Postgres.Session.Tls;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>Connects, encrypts and logs in, within one time limit.</summary>
internal static class SessionOpener
{
    /// <summary>The server's "no entry in pg_hba.conf" and its like: with or without TLS it may say something else.</summary>
    private const string InvalidAuthorization = "28000";

    /// <summary>Opens a session.</summary>
    /// <exception cref="ConnectorException">The server cannot be reached, refuses, or breaks the protocol.</exception>
    public static async ValueTask<SessionOpening> OpenAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        ThrowIfNotSendable(options);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.ConnectTimeout);
        try
        {
            return await OpenInTurnAsync(options, limit.Token).ConfigureAwait(false);
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
        string?[] texts = [options.User, options.Password, options.Database, .. options.Parameters.Keys, .. options.Parameters.Values];
        if (texts.Any(text => text?.Contains('\0', StringComparison.Ordinal) == true))
        {
            throw SessionErrors.Wire.Create(ConnectorStatus.InvalidConfiguration, $"{options}: user, password, database or a parameter holds a NUL character, which PostgreSQL cannot take.");
        }
    }

    // Before version 10 a server could be built to keep moments as floating-point seconds, which would pass for microseconds here.
    private static void ThrowIfFloatingMoments(CopySession session)
    {
        if (session.Parameters.GetValueOrDefault("integer_datetimes") == "off")
        {
            throw SessionErrors.Wire.Create(ConnectorStatus.NotSupported, $"{session.Options}: the server keeps dates as floating-point numbers (integer_datetimes is off), which is not supported.");
        }
    }

    private static async ValueTask<SessionOpening> OpenInTurnAsync(SessionOptions options, CancellationToken cancellationToken)
    {
        TlsMode mode = options.IsUnixSocket ? TlsMode.Disable : options.TlsMode;
        try
        {
            return await TryOpenAsync(options, mode is not (TlsMode.Disable or TlsMode.Allow), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (mode == TlsMode.Allow && IsRefusal(e))
        {
            return await TryOpenAsync(options, encrypt: true, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (mode == TlsMode.Prefer && (IsRefusal(e) || e is AuthenticationException))
        {
            return await TryOpenAsync(options, encrypt: false, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsRefusal(Exception error) => error is ConnectorException { SqlState: InvalidAuthorization };

    private static async ValueTask<SessionOpening> TryOpenAsync(SessionOptions options, bool encrypt, CancellationToken cancellationToken)
    {
        Socket socket;
        try
        {
            socket = await OpenSocketAsync(options, cancellationToken).ConfigureAwait(false);
        }
        catch (SocketException e)
        {
            throw SessionErrors.Wire.Unreachable(e, options.ToString(), options.IsUnixSocket);
        }

        EndPoint address = socket.RemoteEndPoint!;
        var plain = new SocketStream(socket, options.StallTimeout);
        var reader = new MessageReader(new ReceiveBuffer()) { Stream = plain };
        try
        {
            if (encrypt)
            {
                reader.Stream = await EncryptAsync(plain, options, cancellationToken).ConfigureAwait(false);
            }

            string? unsupported = await LogInAsync(reader, options, cancellationToken).ConfigureAwait(false);
            if (unsupported is not null)
            {
                await reader.Stream.DisposeAsync().ConfigureAwait(false);
                return new SessionOpening(null, unsupported);
            }

            var session = new CopySession(options, address, plain, reader);
            await session.StartAsync(cancellationToken).ConfigureAwait(false);
            ThrowIfFloatingMoments(session);
            return new SessionOpening(session, null);
        }
        catch
        {
            await reader.Stream.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static ValueTask<Socket> OpenSocketAsync(SessionOptions options, CancellationToken cancellationToken) => options.IsUnixSocket
        ? SocketOpener.OpenAsync(new UnixDomainSocketEndPoint($"{options.Host.TrimEnd('/')}/.s.PGSQL.{options.Port}"), cancellationToken)
        : SocketOpener.OpenAsync(options.Host, options.Port, options.ConnectTimeout, cancellationToken);

    private static async ValueTask<Stream> EncryptAsync(SocketStream plain, SessionOptions options, CancellationToken cancellationToken)
    {
        if (await TlsHandshake.AskAsync(plain, cancellationToken).ConfigureAwait(false))
        {
            return await TlsHandshake.EncryptAsync(plain, options, cancellationToken).ConfigureAwait(false);
        }

        return options.TlsMode == TlsMode.Prefer ? plain : throw SessionErrors.Wire.Create(
            ConnectorStatus.Unavailable, $"{options}: the server does not encrypt, and the TLS mode asks for it.", "Set ssl = on at the server, or choose the TLS mode prefer or disable.");
    }

    private static async ValueTask<string?> LogInAsync(MessageReader reader, SessionOptions options, CancellationToken cancellationToken)
    {
        KeyValuePair<string, string>[] parameters =
        [
            new("user", options.User),
            new("database", options.Database),
            new("client_encoding", "UTF8"),
            .. options.Parameters,
        ];
        await reader.Stream.WriteAsync(FrontendMessage.Startup(parameters), cancellationToken).ConfigureAwait(false);
        string? unsupported = await new Login(reader, options, Fingerprint(reader.Stream)).RunAsync(cancellationToken).ConfigureAwait(false);
        reader.IsLoggedIn = unsupported is null;
        return unsupported;
    }

    private static byte[]? Fingerprint(Stream stream)
    {
        if (stream is not SslStream { RemoteCertificate: { } shown })
        {
            return null;
        }

        using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return ChannelFingerprint.Of(certificate);
    }
}
