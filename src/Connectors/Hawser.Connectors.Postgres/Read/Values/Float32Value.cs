using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>real: every value has its Arrow form, NaN and ±Infinity too.</summary>
internal readonly struct Float32Value : IWireValue<float>
{
    public static int Width => sizeof(float);

    public static string Name => "float4";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out float value)
    {
        value = BinaryPrimitives.ReadSingleBigEndian(bytes);
        return true;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => "";
}
