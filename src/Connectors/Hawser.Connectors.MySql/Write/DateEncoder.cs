using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>date of days since 1970-01-01.</summary>
internal sealed unsafe class DateEncoder : FieldEncoder
{
    public const string Outside = "lies outside the years 0 to 9999";

    private const int LastYear = 9999;

    private int* _values;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        CivilDate date = CivilDate.FromDays(_values[row]);
        if (date.Year is < 0 or > LastYear)
        {
            return Refuse(Outside);
        }

        byte* at = output.Reserve(MomentText.MostBytes);
        output.Advance((int)(MomentText.Date(at, date) - at));
        return true;
    }

    protected override void BeginCore() => _values = (int*)Column.DataPointer + Column.Offset;
}
