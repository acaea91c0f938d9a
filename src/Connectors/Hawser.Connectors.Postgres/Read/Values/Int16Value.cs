using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>smallint: every value has its Arrow form.</summary>
internal readonly struct Int16Value : IWireValue<short>
{
    public static int Width => sizeof(short);

    public static string Name => "int2";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out short value)
    {
        value = BinaryPrimitives.ReadInt16BigEndian(bytes);
        return true;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => "";
}
