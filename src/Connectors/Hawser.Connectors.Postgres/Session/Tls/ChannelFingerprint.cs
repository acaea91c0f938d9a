using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Hawser.Connectors.Postgres.Session.Tls;

/// <summary>The channel binding "tls-server-end-point": the hash of the server's certificate by the hash function of its signature.</summary>
/// <remarks>Source: RFC 5929 section 4.1: MD5 and SHA-1 give way to SHA-256.</remarks>
internal static class ChannelFingerprint
{
    /// <summary>Makes the fingerprint; null when the signature's algorithm names no single hash function (RSASSA-PSS, Ed25519).</summary>
    public static byte[]? Of(X509Certificate2 certificate)
    {
        byte[] bytes = certificate.RawData;
        return certificate.SignatureAlgorithm.Value switch
        {
            "1.2.840.113549.1.1.4" or "1.2.840.113549.1.1.5" or "1.2.840.113549.1.1.11" or "1.2.840.10045.4.1" or "1.2.840.10045.4.3.2" => SHA256.HashData(bytes),
            "1.2.840.113549.1.1.12" or "1.2.840.10045.4.3.3" => SHA384.HashData(bytes),
            "1.2.840.113549.1.1.13" or "1.2.840.10045.4.3.4" => SHA512.HashData(bytes),
            _ => null,
        };
    }
}
