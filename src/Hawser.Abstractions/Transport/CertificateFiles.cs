using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hawser.Connectors.Transport;

/// <summary>Reads the certificate files that options name.</summary>
internal static class CertificateFiles
{
    /// <summary>The trusted authorities; null when no file is named. The caller disposes them.</summary>
    public static X509Certificate2Collection? Roots(TlsOptions options) => options.RootCertificate is { } path ? Read(options, "root certificate", path, () =>
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(path);
        return roots.Count > 0 ? roots : throw new CryptographicException("the file holds no certificate");
    }) : null;

    /// <summary>The client's certificate with its key; null when none is named. The caller disposes it.</summary>
    public static X509Certificate2? Client(TlsOptions options) =>
        options.ClientCertificate is { } path ? Read(options, "client certificate", path, () => X509Certificate2.CreateFromPemFile(path, options.ClientKey ?? path)) : null;

    private static T Read<T>(TlsOptions options, string what, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, options.Connector, $"the {what} {path} cannot be read: {e.Message.TrimEnd('.')}.", e)
            {
                Hint = "It is a PEM file; a key is not encrypted with a passphrase.",
            };
        }
    }
}
