using System.Buffers.Binary;

namespace Hawser.Connectors.Postgres.Read.Values;

/// <summary>double precision: every value has its Arrow form, NaN and ±Infinity too.</summary>
internal readonly struct Float64Value : IWireValue<double>
{
    public static int Width => sizeof(double);

    public static string Name => "float8";

    public static bool TryRead(ReadOnlySpan<byte> bytes, out double value)
    {
        value = BinaryPrimitives.ReadDoubleBigEndian(bytes);
        return true;
    }

    public static string Explain(ReadOnlySpan<byte> bytes) => "";
}
