using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>datetime and timestamp; those of an instant in UTC, which is the session's zone.</summary>
/// <param name="unit">The unit of the values.</param>
/// <param name="digits">The digits of a second that the column keeps.</param>
internal sealed unsafe class MomentEncoder(TimeUnit unit, int digits) : FieldEncoder
{
    private const long MicrosecondsOfDay = 86_400_000_000;
    private const int LastYear = 9999;

    private readonly TimeScale _scale = new(unit, digits);
    private long* _values;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        if (_scale.TryConvert(_values[row], out long micros) is { } reason)
        {
            return Refuse(reason);
        }

        (long days, long ofDay) = CivilDate.SplitDay(micros, MicrosecondsOfDay);
        CivilDate date = CivilDate.FromDays(days);
        if (date.Year is < 0 or > LastYear)
        {
            return Refuse(DateEncoder.Outside);
        }

        byte* start = output.Reserve(MomentText.MostBytes);
        byte* at = MomentText.Date(start, date);
        *at++ = (byte)' ';
        output.Advance((int)(MomentText.Time(at, ofDay) - start));
        return true;
    }

    protected override void BeginCore() => _values = (long*)Column.DataPointer + Column.Offset;
}
