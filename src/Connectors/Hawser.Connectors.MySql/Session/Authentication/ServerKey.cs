using System.Security.Cryptography;
using System.Text;

namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>Encrypts a password for a server without TLS.</summary>
/// <remarks>Source: MySQL source documentation, "Caching_sha2_password information", "Complete authentication": the password and a zero byte under the bytes of chance, by RSA with OAEP.</remarks>
internal static class ServerKey
{
    /// <summary>Encrypts.</summary>
    /// <exception cref="CryptographicException">The key is none.</exception>
    public static byte[] Encrypt(ReadOnlySpan<byte> password, ReadOnlySpan<byte> scramble, ReadOnlySpan<byte> pem)
    {
        byte[] hidden = [.. password, 0];
        ByteMask.Apply(hidden, scramble);
        using RSA rsa = RSA.Create();
        try
        {
            rsa.ImportFromPem(Encoding.ASCII.GetString(pem));
        }
        catch (ArgumentException e)
        {
            throw new CryptographicException("the server's public key is no PEM", e);
        }

        return rsa.Encrypt(hidden, RSAEncryptionPadding.OaepSHA1);
    }
}
