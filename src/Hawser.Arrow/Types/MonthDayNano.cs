using System.Runtime.InteropServices;

namespace Hawser.Arrow;

/// <summary>A calendar interval as Arrow stores it: 16 bytes, the three parts kept apart and free in sign.</summary>
/// <param name="Months">Months.</param>
/// <param name="Days">Days.</param>
/// <param name="Nanoseconds">Nanoseconds, not limited to a day.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct MonthDayNano(int Months, int Days, long Nanoseconds);
