using System.Numerics;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between integers and floats of any width: every value arrives as exactly the same number, or is refused.</summary>
internal sealed unsafe class NumberConverter<TFrom, TTo>(ArrowType to) : ColumnConverter
    where TFrom : unmanaged, INumber<TFrom>
    where TTo : unmanaged, INumber<TTo>
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        ReadOnlySpan<TFrom> from = source.Values<TFrom>();
        ArrowBuffer values = allocator.Allocate((long)from.Length * sizeof(TTo));
        var into = (TTo*)values.Pointer;
        for (int i = 0; i < from.Length; i++)
        {
            TTo value = TTo.CreateSaturating(from[i]);
            if (!IsSame(from[i], value) && !source.IsNull(i))
            {
                values.Release();
                throw new MisfitException(i, $"{from[i]} does not fit {to}");
            }

            into[i] = value;
        }

        return FixedWidth(to, source, values, allocator);
    }

    private static bool IsSame(TFrom from, TTo to)
    {
        if (TFrom.IsNaN(from) || TTo.IsNaN(to))
        {
            return TFrom.IsNaN(from) && TTo.IsNaN(to);
        }

        if (TFrom.IsInfinity(from) || TTo.IsInfinity(to))
        {
            return TFrom.IsInfinity(from) && TTo.IsInfinity(to) && TFrom.IsNegative(from) == TTo.IsNegative(to);
        }

        if (typeof(TFrom) == typeof(double) && typeof(TTo) == typeof(float))
        {
            return double.CreateSaturating(to).Equals(double.CreateSaturating(from)) && TFrom.IsNegative(from) == TTo.IsNegative(to);
        }

        // A float becomes a double unchanged; every other pair has an integer side, which 128 bits hold exactly (-0.0 is no integer).
        return Int128.CreateSaturating(from) == Int128.CreateSaturating(to) && TFrom.IsInteger(from) == TTo.IsInteger(to) && TFrom.IsNegative(from) == TTo.IsNegative(to);
    }
}
