using System.Buffers.Binary;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read.Values;

/// <summary>float. Its text has six digits, which do not tell the value, so that it is taken from rows of binary only.</summary>
internal readonly struct FloatValue : IWireValue<float>
{
    public static int Width => sizeof(float);

    public static string Name => "float";

    public static float Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadSingleLittleEndian(bytes);

    public static bool TryParse(ReadOnlySpan<byte> text, out float value) => throw new CellMisfitException(
        "a float came in a statement that the server does not prepare, and its text has six digits, which do not tell the value");
}
