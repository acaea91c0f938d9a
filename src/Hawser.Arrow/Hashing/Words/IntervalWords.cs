using System.Runtime.CompilerServices;

namespace Hawser.Arrow;

/// <summary>An interval's three parts, kept apart: 13 months are not 1 year and 1 month of anything else.</summary>
internal readonly struct IntervalWords : IWords
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Of<T>(T value, long factor, out ulong word0, out ulong word1)
        where T : unmanaged
    {
        var interval = (MonthDayNano)(object)value;
        word0 = (uint)interval.Months | ((ulong)(uint)interval.Days << 32);
        word1 = (ulong)interval.Nanoseconds;
    }
}
