using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>A time, timestamp or duration as 128-bit nanoseconds, so that units do not count.</summary>
internal readonly struct TemporalWords : IWords
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T value, long factor, out ulong word0, out ulong word1)
        where T : unmanaged
    {
        long units = IntegerWords.Widen(value);
        word0 = unchecked((ulong)(units * factor));
        word1 = unchecked(HashMix.High((ulong)units, (ulong)factor) - (ulong)((units >> 63) & factor));
    }
}
