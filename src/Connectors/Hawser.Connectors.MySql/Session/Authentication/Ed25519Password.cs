using System.Numerics;
using System.Security.Cryptography;

namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>
/// MariaDB's client_ed25519: the bytes of chance signed by a key that is the password. As RFC 8032, but for a secret of any length, so that no library's signature serves.
/// </summary>
/// <remarks>Source: MariaDB documentation, "Authentication Plugin - ed25519"; RFC 8032 section 5.1.6.</remarks>
internal static class Ed25519Password
{
    /// <summary>The method's name.</summary>
    public const string Name = "client_ed25519";

    private const int HalfBytes = 32;

    // 2^252 + 27742317777372353535851937790883648493
    private static readonly BigInteger Order = (BigInteger.One << 252) + BigInteger.Parse("27742317777372353535851937790883648493", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Makes the answer; empty for an empty password.</summary>
    public static byte[] Answer(ReadOnlySpan<byte> password, ReadOnlySpan<byte> scramble) => password.IsEmpty ? [] : Sign(password, scramble);

    /// <summary>Signs a message: 64 bytes.</summary>
    public static byte[] Sign(ReadOnlySpan<byte> secret, ReadOnlySpan<byte> message)
    {
        byte[] expanded = SHA512.HashData(secret);
        expanded[0] &= 248;
        expanded[31] = (byte)((expanded[31] & 127) | 64);
        Span<byte> scalar = expanded.AsSpan(0, HalfBytes);
        byte[] publicKey = CurvePoint.MultiplyBase(scalar).Encode();
        BigInteger once = ToScalar(SHA512.HashData([.. expanded.AsSpan(HalfBytes), .. message])) % Order;
        byte[] point = CurvePoint.MultiplyBase(ToBytes(once)).Encode();
        BigInteger challenge = ToScalar(SHA512.HashData([.. point, .. publicKey, .. message])) % Order;
        BigInteger proof = (once + (challenge * ToScalar(scalar))) % Order;
        CryptographicOperations.ZeroMemory(expanded);
        return [.. point, .. ToBytes(proof)];
    }

    private static BigInteger ToScalar(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true);

    private static byte[] ToBytes(BigInteger scalar)
    {
        byte[] bytes = new byte[HalfBytes];
        scalar.TryWriteBytes(bytes, out _, isUnsigned: true);
        return bytes;
    }
}
