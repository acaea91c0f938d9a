using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Authentication;

/// <summary>The answer to AuthenticationMD5Password: "md5" and the hash of the salted hash of password and user.</summary>
/// <remarks>Source: PostgreSQL documentation, "Message Flow", AuthenticationMD5Password.</remarks>
internal static class Md5Password
{
    private const int SaltBytes = 4;

    /// <summary>Makes the answer.</summary>
    [SuppressMessage("Security", "CA5351:Do Not Use Broken Cryptographic Algorithms", Justification = "The server's method says so; SCRAM is used wherever it is offered.")]
    public static string Answer(string user, string password, ReadOnlySpan<byte> salt)
    {
        if (salt.Length != SaltBytes)
        {
            throw new WireFormatException($"a salt of {salt.Length} bytes came with the request for an md5 password");
        }

        string inner = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password + user)));
        return "md5" + Convert.ToHexStringLower(MD5.HashData([.. Encoding.UTF8.GetBytes(inner), .. salt]));
    }
}
