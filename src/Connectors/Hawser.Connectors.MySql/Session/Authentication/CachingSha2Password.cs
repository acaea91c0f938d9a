using System.Security.Cryptography;

namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>The first answer of caching_sha2_password: SHA256(password) XOR SHA256(SHA256(SHA256(password)) + chance).</summary>
/// <remarks>Source: MySQL source documentation, "Caching_sha2_password information".</remarks>
internal static class CachingSha2Password
{
    /// <summary>The method's name.</summary>
    public const string Name = "caching_sha2_password";

    /// <summary>The server knows the answer's hash: the login is done.</summary>
    public const byte FastDone = 3;

    /// <summary>The server does not know it yet and wants the password itself.</summary>
    public const byte FullNeeded = 4;

    /// <summary>The wish for the server's public key.</summary>
    public const byte KeyRequest = 2;

    /// <summary>Makes the answer; empty for an empty password.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> password, ReadOnlySpan<byte> scramble)
    {
        if (password.IsEmpty)
        {
            return [];
        }

        byte[] answer = SHA256.HashData(password);
        byte[] salted = SHA256.HashData([.. SHA256.HashData(SHA256.HashData(password)), .. scramble]);
        ByteMask.Apply(answer, salted);
        return answer;
    }
}
