using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>BIT as zeros and ones. In the vector: a byte with the number of padding bits, then the bits, most significant first, padding in front.</summary>
internal readonly unsafe struct BitText : IValueText
{
    public static int Stride => sizeof(NativeString);

    public static long MostBytes(byte* value) => 8L * ((NativeString*)value)->Length;

    public static void Append(byte* value, VarBinaryBuilder texts)
    {
        var text = (NativeString*)value;
        var bytes = NativeString.Bytes(text);
        int padding = bytes[0];
        var digits = checked((((int)text->Length - 1) * 8) - padding);
        var room = texts.Reserve(digits);
        for (var i = 0; i < digits; i++)
        {
            var bit = padding + i;
            room[i] = (byte)('0' + ((bytes[1 + (bit >> 3)] >> (7 - (bit & 7))) & 1));
        }

        texts.CommitAppend(digits);
    }
}
