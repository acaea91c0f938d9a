using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Authentication;

/// <summary>One SCRAM-SHA-256 exchange: the client shows that it knows the password, and so does the server.</summary>
/// <remarks>Source: RFC 5802 sections 3, 5 and 7; RFC 7677; PostgreSQL documentation, "SASL Authentication" (the user's name is left empty).</remarks>
/// <param name="password">The password.</param>
/// <param name="binding">What ties the exchange to the TLS channel.</param>
/// <param name="nonce">Random printable characters without a comma.</param>
/// <param name="user">The user's name as the exchange has it.</param>
internal sealed class ScramClient(string password, ScramBinding binding, string nonce, string user = "")
{
    /// <summary>More rounds would let a server keep us busy for minutes; PostgreSQL's default is 4,096.</summary>
    private const int MostIterations = 10_000_000;

    private const int HashBytes = 32;

    private readonly string _clientFirstBare = $"n={user},r={nonce}";
    private byte[]? _serverSignature;

    /// <summary>Makes the exchange with a nonce of its own.</summary>
    public ScramClient(string password, ScramBinding binding)
        : this(password, binding, Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)))
    {
    }

    /// <summary>The client's first message.</summary>
    public byte[] First() => Encoding.UTF8.GetBytes(binding.Header + _clientFirstBare);

    /// <summary>The client's last message, for the server's first.</summary>
    public byte[] Final(ReadOnlySpan<byte> serverFirst)
    {
        string challenge = Encoding.UTF8.GetString(serverFirst);
        string[] parts = challenge.Split(',');
        string serverNonce = Attribute(parts, 0, 'r');
        byte[] salt = Base64(Attribute(parts, 1, 's'));
        if (!serverNonce.StartsWith(nonce, StringComparison.Ordinal) || serverNonce.Length == nonce.Length)
        {
            throw new WireFormatException("the server's SCRAM nonce does not continue ours");
        }

        if (!int.TryParse(Attribute(parts, 2, 'i'), NumberStyles.None, CultureInfo.InvariantCulture, out int iterations) || iterations is < 1 or > MostIterations)
        {
            throw new WireFormatException($"the server asks for SCRAM iterations that are not 1 to {MostIterations}");
        }

        string withoutProof = $"c={Convert.ToBase64String(binding.Data)},r={serverNonce}";
        string proof = Convert.ToBase64String(Proof(salt, iterations, $"{_clientFirstBare},{challenge},{withoutProof}"));
        return Encoding.UTF8.GetBytes($"{withoutProof},p={proof}");
    }

    /// <summary>Checks the server's last message. False when the server does not know the password either: it is not who it says.</summary>
    public bool IsServerGenuine(ReadOnlySpan<byte> serverFinal)
    {
        string[] parts = Encoding.UTF8.GetString(serverFinal).Split(',');
        return _serverSignature is not null && CryptographicOperations.FixedTimeEquals(Base64(Attribute(parts, 0, 'v')), _serverSignature);
    }

    private static string Attribute(string[] parts, int position, char name) =>
        position < parts.Length && parts[position].Length >= 2 && parts[position][0] == name && parts[position][1] == '='
            ? parts[position][2..]
            : throw new WireFormatException($"a SCRAM message of the server lacks '{name}'");

    private static byte[] Base64(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int count) ? bytes[..count] : throw new WireFormatException("a SCRAM message of the server holds no base64 where it should");
    }

    private byte[] Proof(byte[] salt, int iterations, string authMessage)
    {
        byte[] message = Encoding.UTF8.GetBytes(authMessage);
        byte[] salted = Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(SaslPreparation.Prepare(password)), salt, iterations, HashAlgorithmName.SHA256, HashBytes);
        byte[] proof = HMACSHA256.HashData(salted, "Client Key"u8);
        byte[] signature = HMACSHA256.HashData(SHA256.HashData(proof), message);
        for (int i = 0; i < proof.Length; i++)
        {
            proof[i] ^= signature[i];
        }

        _serverSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), message);
        CryptographicOperations.ZeroMemory(salted);
        return proof;
    }
}
