using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Hawser.Connectors.Transport;

/// <summary>The client's side of a TLS handshake, with certificates checked as a <see cref="TlsMode"/> says.</summary>
public static class TlsClient
{
    /// <summary>Encrypts. The stream returned owns the one given, which is disposed when the handshake fails.</summary>
    /// <exception cref="ConnectorException">The server's certificate is refused, or a certificate's file cannot be read.</exception>
    /// <exception cref="AuthenticationException">The handshake fails for another reason.</exception>
    public static async ValueTask<SslStream> EncryptAsync(Stream stream, TlsOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(options);
        using var check = new ServerCertificateCheck(options, CertificateFiles.Roots(options));
        using X509Certificate2? client = CertificateFiles.Client(options);
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = options.Host,
                    RemoteCertificateValidationCallback = check.Accepts,
                    ClientCertificateContext = client is null ? null : SslStreamCertificateContext.Create(client, null, offline: true),
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                },
                cancellationToken).ConfigureAwait(false);
            return tls;
        }
        catch (AuthenticationException e) when (check.Refusal is { } refusal)
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw new ConnectorException(ConnectorStatus.Unavailable, options.Connector, $"{options.Place}: {refusal}.", e)
            {
                Hint = "Name the authority's certificate with the root certificate option, or choose a TLS mode that checks less.",
            };
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
