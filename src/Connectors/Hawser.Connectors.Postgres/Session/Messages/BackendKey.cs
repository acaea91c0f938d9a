using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>What a cancel request needs: the server's process and a secret, which has no text form here.</summary>
internal sealed class BackendKey(int processId, byte[] secret)
{
    /// <summary>The longest secret that protocol 3.2 allows.</summary>
    private const int MostSecretBytes = 256;

    /// <summary>The server's process.</summary>
    public int ProcessId { get; } = processId;

    /// <summary>The secret.</summary>
    public byte[] Secret { get; } = secret;

    /// <summary>Reads the content of a BackendKeyData message.</summary>
    public static BackendKey Parse(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        int processId = cursor.Int32();
        return cursor.Remaining is > 0 and <= MostSecretBytes
            ? new BackendKey(processId, cursor.Rest().ToArray())
            : throw new WireFormatException($"a cancel key of {cursor.Remaining} bytes is announced");
    }
}
