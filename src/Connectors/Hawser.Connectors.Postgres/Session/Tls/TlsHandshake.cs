using System.Net.Security;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Tls;

/// <summary>Asks a server to encrypt, and does it.</summary>
/// <remarks>Source: PostgreSQL documentation, "SSL Session Encryption".</remarks>
internal static class TlsHandshake
{
    /// <summary>Whether the server agrees to encrypt. One byte is read and not one more: what follows belongs to TLS.</summary>
    public static async ValueTask<bool> AskAsync(SocketStream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(FrontendMessage.SslRequest, cancellationToken).ConfigureAwait(false);
        var answer = new byte[1];
        if (await stream.ReadAsync(answer, cancellationToken).ConfigureAwait(false) == 0)
        {
            throw new EndOfStreamException("the server closed the connection when it was asked to encrypt");
        }

        return (char)answer[0] switch
        {
            // Before our ClientHello a server has nothing to say: such bytes come from somebody in between (CVE-2021-23222).
            'S' when stream.HasUnread => throw new WireFormatException("bytes that are not encrypted came behind the server's agreement to encrypt"),
            'S' => true,
            'N' => false,
            _ => throw new WireFormatException($"the answer to the request to encrypt is the byte 0x{answer[0]:X2}; S or N is allowed"),
        };
    }

    /// <summary>Encrypts. The stream returned owns the one given.</summary>
    public static ValueTask<SslStream> EncryptAsync(SocketStream stream, SessionOptions options, CancellationToken cancellationToken) => TlsClient.EncryptAsync(
        stream,
        new TlsOptions(PostgresErrors.Connector, options.Host, options.TlsMode)
        {
            Place = options.ToString(),
            RootCertificate = options.RootCertificate,
            ClientCertificate = options.ClientCertificate,
            ClientKey = options.ClientKey,
        },
        cancellationToken);
}
