using System.Buffers.Binary;
using System.Text;

namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>The messages that we send, as bytes.</summary>
/// <remarks>Source: PostgreSQL documentation, "Message Formats".</remarks>
internal static class FrontendMessage
{
    private const int ProtocolVersion3 = 3 << 16;
    private const int CancelRequestCode = 80877102;
    private const int SslRequestCode = 80877103;

    /// <summary>Goodbye.</summary>
    public static byte[] Terminate { get; } = Tagged('X');

    /// <summary>Asks whether the server encrypts.</summary>
    public static byte[] SslRequest { get; } = Untagged(Integer(SslRequestCode));

    /// <summary>Begins a session.</summary>
    public static byte[] Startup(IEnumerable<KeyValuePair<string, string>> parameters) =>
        Untagged([Integer(ProtocolVersion3), .. parameters.SelectMany(p => new[] { Text(p.Key), Text(p.Value) }), [0]]);

    /// <summary>Asks to cancel what another session does.</summary>
    public static byte[] CancelRequest(BackendKey key) => Untagged(Integer(CancelRequestCode), Integer(key.ProcessId), key.Secret);

    /// <summary>Runs a statement without parameters.</summary>
    public static byte[] Query(string sql) => Tagged('Q', Text(sql));

    /// <summary>A password or its hash.</summary>
    public static byte[] Password(string password) => Tagged('p', Text(password));

    /// <summary>The first message of a SASL exchange.</summary>
    public static byte[] SaslInitial(string mechanism, byte[] data) => Tagged('p', Text(mechanism), Integer(data.Length), data);

    /// <summary>A further message of a SASL exchange.</summary>
    public static byte[] SaslResponse(byte[] data) => Tagged('p', data);

    /// <summary>Refuses to send what a COPY from the client asks for.</summary>
    public static byte[] CopyFail(string reason) => Tagged('f', Text(reason));

    private static byte[] Tagged(char tag, params byte[][] parts) => [(byte)tag, .. Untagged(parts)];

    private static byte[] Untagged(params byte[][] parts)
    {
        int length = sizeof(int) + parts.Sum(part => part.Length);
        return [.. Integer(length), .. parts.SelectMany(part => part)];
    }

    private static byte[] Integer(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    // A zero byte would end the text early and let what follows be read as something else.
    private static byte[] Text(string text) =>
        text.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A text for the server cannot hold a zero byte.", nameof(text))
            : [.. Encoding.UTF8.GetBytes(text), 0];
}
