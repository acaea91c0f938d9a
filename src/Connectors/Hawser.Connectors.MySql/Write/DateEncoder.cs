using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>date of days since 1970-01-01.</summary>
internal sealed unsafe class DateEncoder : FieldEncoder
{
    public const string Outside = "lies outside the years 0 to 9999";

    private const int LastYear = 9999;

    // The length, two bytes of the year, month and day.
    private const int BoundBytes = 5;

    private int* _values;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        if (!TryTake(row, out CivilDate date))
        {
            return false;
        }

        byte* at = output.Reserve(MomentText.MostBytes);
        output.Advance((int)(MomentText.Date(at, date) - at));
        return true;
    }

    /// <inheritdoc/>
    public override BoundType? Bound => BoundType.Date;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryBind(int row, LoadOutput output)
    {
        if (!TryTake(row, out CivilDate date))
        {
            return false;
        }

        byte* at = output.Reserve(BoundBytes);
        (at[0], at[1], at[2], at[3], at[4]) = (BoundBytes - 1, (byte)date.Year, (byte)(date.Year >> 8), (byte)date.Month, (byte)date.Day);
        output.Advance(BoundBytes);
        return true;
    }

    protected override void BeginCore() => _values = (int*)Column.DataPointer + Column.Offset;

    private bool TryTake(int row, out CivilDate date)
    {
        date = CivilDate.FromDays(_values[row]);
        return date.Year is >= 0 and <= LastYear || Refuse(Outside);
    }
}
