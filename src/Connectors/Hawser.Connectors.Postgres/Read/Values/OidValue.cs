using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>oid: every value has its Arrow form.</summary>
internal readonly struct OidValue : IWireValue<uint>
{
    public static int Width => sizeof(uint);

    public static string Name => "oid";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out uint value)
    {
        value = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        return true;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => "";
}
