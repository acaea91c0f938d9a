using System.Buffers.Binary;
using System.Globalization;

namespace Hawser.Connectors.MySql.Read.Values;

/// <summary>double, whose text has all its digits.</summary>
internal readonly struct DoubleValue : IWireValue<double>
{
    public static int Width => sizeof(double);

    public static string Name => "double";

    public static double Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadDoubleLittleEndian(bytes);

    public static bool TryParse(ReadOnlySpan<byte> text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value);
}
