using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>The answer of mysql_native_password: SHA1(password) XOR SHA1(chance + SHA1(SHA1(password))).</summary>
/// <remarks>Source: MySQL source documentation, "Native Authentication".</remarks>
internal static class NativePassword
{
    /// <summary>The method's name.</summary>
    public const string Name = "mysql_native_password";

    /// <summary>Makes the answer; empty for an empty password.</summary>
    [SuppressMessage("Security", "CA5350:Do Not Use Weak Cryptographic Algorithms", Justification = "The server's method says so.")]
    public static byte[] Answer(ReadOnlySpan<byte> password, ReadOnlySpan<byte> scramble)
    {
        if (password.IsEmpty)
        {
            return [];
        }

        byte[] answer = SHA1.HashData(password);
        byte[] salted = SHA1.HashData([.. scramble, .. SHA1.HashData(answer)]);
        ByteMask.Apply(answer, salted);
        return answer;
    }
}
