using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>bigint: every value has its Arrow form.</summary>
internal readonly struct Int64Value : IWireValue<long>
{
    public static int Width => sizeof(long);

    public static string Name => "int8";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out long value)
    {
        value = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return true;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => "";
}
