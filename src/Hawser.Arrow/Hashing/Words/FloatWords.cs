using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>A float widened to 64 bits; every NaN is the same, the two zeros are not.</summary>
internal readonly struct FloatWords : IWords
{
    private const ulong QuietNaN = 0x7FF8_0000_0000_0000;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T value, long factor, out ulong word0, out ulong word1)
        where T : unmanaged
    {
        double wide = typeof(T) == typeof(float) ? (float)(object)value : (double)(object)value;
        word0 = double.IsNaN(wide) ? QuietNaN : BitConverter.DoubleToUInt64Bits(wide);
        word1 = 0;
    }
}
