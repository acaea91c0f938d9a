using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>integer: every value has its Arrow form.</summary>
internal readonly struct Int32Value : IWireValue<int>
{
    public static int Width => sizeof(int);

    public static string Name => "int4";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out int value)
    {
        value = BinaryPrimitives.ReadInt32BigEndian(bytes);
        return true;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => "";
}
