using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>The beginning of COPY's binary format: signature, flags, and an extension that is to be passed over.</summary>
/// <remarks>Source: PostgreSQL documentation, "COPY", "Binary Format", "File Header".</remarks>
internal static class CopyHeader
{
    private const int CriticalFlags = unchecked((int)0xFFFF0000);

    private static ReadOnlySpan<byte> Signature => [(byte)'P', (byte)'G', (byte)'C', (byte)'O', (byte)'P', (byte)'Y', (byte)'\n', 0xFF, (byte)'\r', (byte)'\n', 0];

    /// <summary>Checks the header and returns its length.</summary>
    /// <exception cref="WireFormatException">It is another format, or has parts that must not be passed over.</exception>
    public static int Check(ReadOnlySpan<byte> content)
    {
        var cursor = new MessageCursor(content);
        if (!cursor.Bytes(Signature.Length).SequenceEqual(Signature))
        {
            throw new WireFormatException("a COPY does not begin with the signature of the binary format");
        }

        int flags = cursor.Int32();
        if ((flags & CriticalFlags) != 0)
        {
            throw new WireFormatException($"a COPY has the flags 0x{flags:X8}, which are not known");
        }

        cursor.Bytes(cursor.Int32());
        return content.Length - cursor.Remaining;
    }
}
