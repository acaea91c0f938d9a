using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>An integer of any width as 128 bits in two's complement, so that widths and signedness do not count.</summary>
internal readonly struct IntegerWords : IWords
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T value, long factor, out ulong word0, out ulong word1)
        where T : unmanaged
    {
        if (typeof(T) == typeof(ulong))
        {
            word0 = (ulong)(object)value;
            word1 = 0;
            return;
        }

        long wide = Widen(value);
        word0 = (ulong)wide;
        word1 = (ulong)(wide >> 63);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static long Widen<T>(T value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(sbyte))
        {
            return (sbyte)(object)value;
        }

        if (typeof(T) == typeof(byte))
        {
            return (byte)(object)value;
        }

        if (typeof(T) == typeof(short))
        {
            return (short)(object)value;
        }

        if (typeof(T) == typeof(ushort))
        {
            return (ushort)(object)value;
        }

        if (typeof(T) == typeof(int))
        {
            return (int)(object)value;
        }

        return typeof(T) == typeof(uint) ? (uint)(object)value : (long)(object)value;
    }
}
