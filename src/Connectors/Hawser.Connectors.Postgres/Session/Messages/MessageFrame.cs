using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session.Messages;

/// <summary>A message's type and length, checked before anything waits for its content.</summary>
/// <param name="Kind">The type.</param>
/// <param name="ContentBytes">Bytes behind the header.</param>
internal readonly record struct MessageFrame(BackendMessage Kind, int ContentBytes)
{
    /// <summary>The type's byte and the length's four.</summary>
    public const int HeaderBytes = 1 + sizeof(int);

    /// <summary>The longest CopyData: a row of PostgreSQL has at most 1 GiB.</summary>
    private const int MostRowBytes = (1 << 30) + (1 << 16);

    /// <summary>The longest of all others; the texts of errors and notices are bounded by their statements.</summary>
    private const int MostOtherBytes = 16 << 20;

    /// <summary>The longest while nobody has logged in.</summary>
    private const int MostLoginBytes = 64 << 10;

    /// <summary>Bytes of the whole message.</summary>
    public int TotalBytes => HeaderBytes + ContentBytes;

    /// <summary>Reads the header; false when it is not whole yet.</summary>
    /// <exception cref="WireFormatException">No such type, or a length that it cannot have.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryRead(ReadOnlySpan<byte> bytes, bool isLoggedIn, out MessageFrame frame)
    {
        frame = default;
        if (bytes.Length < HeaderBytes)
        {
            return false;
        }

        var kind = (BackendMessage)bytes[0];
        int length = BinaryPrimitives.ReadInt32BigEndian(bytes[1..]);
        if ((uint)(length - sizeof(int)) > (uint)MostBytes(kind, isLoggedIn))
        {
            throw new WireFormatException($"a message '{Printable((byte)kind)}' of {length} bytes is announced");
        }

        frame = new MessageFrame(kind, length - sizeof(int));
        return true;
    }

    private static int MostBytes(BackendMessage kind, bool isLoggedIn) => kind switch
    {
        BackendMessage.CopyData when isLoggedIn => MostRowBytes,
        _ when !Enum.IsDefined(kind) => throw new WireFormatException($"a message of the unknown type '{Printable((byte)kind)}' came"),
        _ => isLoggedIn ? MostOtherBytes : MostLoginBytes,
    };

    private static string Printable(byte kind) => kind is > 32 and < 127 ? ((char)kind).ToString() : $"0x{kind:X2}";
}
