using System.Globalization;
using System.Numerics;
using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>BIGNUM as decimal digits. In the vector: three bytes of length and sign, then the magnitude, most significant first; of a negative number every bit is flipped.</summary>
internal readonly unsafe struct BignumText : IValueText
{
    private const int HeaderBytes = 3;

    public static int Stride => sizeof(NativeString);

    public static long MostBytes(byte* value) => 2 + (3L * ((NativeString*)value)->Length);

    public static void Append(byte* value, VarBinaryBuilder texts)
    {
        var text = (NativeString*)value;
        texts.Append(Value(new ReadOnlySpan<byte>(NativeString.Bytes(text), checked((int)text->Length))).ToString(CultureInfo.InvariantCulture));
    }

    private static BigInteger Value(ReadOnlySpan<byte> stored)
    {
        var isNegative = (stored[0] & 0x80) == 0;
        var magnitude = stored[HeaderBytes..];
        if (!isNegative)
        {
            return new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        }

        Span<byte> flipped = magnitude.Length <= 256 ? stackalloc byte[magnitude.Length] : new byte[magnitude.Length];
        for (var i = 0; i < flipped.Length; i++)
        {
            flipped[i] = (byte)~magnitude[i];
        }

        return -new BigInteger(flipped, isUnsigned: true, isBigEndian: true);
    }
}
