using System.Numerics;
using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

internal static unsafe class LaneSums
{
    /// <summary>Adds one lane to another, row by row, modulo 2⁶⁴.</summary>
    public static void Add(ulong* values, ulong* sums, int count)
    {
        int i = 0;
        for (; i + Vector<ulong>.Count <= count; i += Vector<ulong>.Count)
        {
            Vector.Store(Vector.Load(sums + i) + Vector.Load(values + i), sums + i);
        }

        for (; i < count; i++)
        {
            sums[i] = unchecked(sums[i] + values[i]);
        }
    }

    /// <summary>The sum modulo 2¹²⁸ of the products that bind each row's value to its key.</summary>
    public static UInt128 Bound(ulong* lane0, ulong* lane1, ulong* key0, ulong* key1, int count)
    {
        // The lower halves are summed in two parts, so that no addition waits for another's carry; a block is far too short to overflow them.
        ulong lower = 0, middle = 0, high = 0;
        for (int i = 0; i < count; i++)
        {
            ulong x = unchecked(lane0[i] + key0[i]), y = unchecked(lane1[i] + key1[i]);
            ulong low = unchecked(x * y);
            lower += (uint)low;
            middle += low >> 32;
            high = unchecked(high + HashMix.High(x, y));
        }

        return unchecked(((UInt128)high << 64) + ((UInt128)middle << 32) + lower);
    }
}
