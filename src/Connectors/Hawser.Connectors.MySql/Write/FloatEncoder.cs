using System.Globalization;
using System.Runtime.CompilerServices;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Binary fractions in the shortest text that reads back the same. One of 32 bits is written as the same number of 64: the server reads any number as one of 64 bits first, and rounding
/// the shortest text of 32 bits twice might give a neighbour.
/// </summary>
/// <param name="isSingle">Whether the values have 32 bits, or 64.</param>
/// <param name="keepsNegativeZero">Whether the server tells -0 from 0. MariaDB does not.</param>
internal sealed unsafe class FloatEncoder(bool isSingle, bool keepsNegativeZero) : FieldEncoder
{
    private const int MostDigits = 32;

    private byte* _values;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        if (!TryTake(row, out double value))
        {
            return false;
        }

        value.TryFormat(new Span<byte>(output.Reserve(MostDigits), MostDigits), out int digits, default, CultureInfo.InvariantCulture);
        output.Advance(digits);
        return true;
    }

    /// <inheritdoc/>
    public override BoundType? Bound => BoundType.Double;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryBind(int row, LoadOutput output)
    {
        if (!TryTake(row, out double value))
        {
            return false;
        }

        output.Int64(BitConverter.DoubleToInt64Bits(value));
        return true;
    }

    protected override void BeginCore() => _values = Column.DataPointer + ((long)Column.Offset * (isSingle ? sizeof(float) : sizeof(double)));

    private bool TryTake(int row, out double value)
    {
        value = isSingle ? ((float*)_values)[row] : ((double*)_values)[row];
        return !double.IsFinite(value) ? Refuse("is no number that the server keeps: it has neither infinity nor NaN")
            : value != 0 || !double.IsNegative(value) || keepsNegativeZero || Refuse("is -0, which the server would turn into 0");
    }
}
