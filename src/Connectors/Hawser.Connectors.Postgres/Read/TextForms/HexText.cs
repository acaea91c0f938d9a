using System.Buffers;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Bytes as pairs of hexadecimal digits.</summary>
internal static class HexText
{
    /// <summary>Writes bytes.</summary>
    public static void Write(ReadOnlySpan<byte> bytes, IBufferWriter<byte> output)
    {
        foreach (byte b in bytes)
        {
            output.Write(Digit(b >> 4));
            output.Write(Digit(b & 15));
        }
    }

    private static char Digit(int value) => (char)(value < 10 ? '0' + value : 'a' + value - 10);
}
