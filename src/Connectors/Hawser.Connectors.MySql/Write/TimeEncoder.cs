using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>time of times of day and of spans, which may be longer than a day and negative.</summary>
/// <param name="unit">The unit of the values.</param>
/// <param name="isWide">Whether the values have 64 bits, or 32.</param>
/// <param name="digits">The digits of a second that the column keeps.</param>
internal sealed unsafe class TimeEncoder(TimeUnit unit, bool isWide, int digits) : FieldEncoder
{
    // 838:59:59, which is the most in every version, and no fraction beyond it.
    private const long Most = ((838L * 3600) + (59 * 60) + 59) * 1_000_000;

    private const long Day = 86_400L * 1_000_000;

    private readonly TimeScale _scale = new(unit, digits);
    private byte* _values;

    /// <summary>Whether values are times of a day, which the column's mark says.</summary>
    public bool IsOfDay { get; init; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool TryWrite(int row, LoadOutput output)
    {
        if (_scale.TryConvert(isWide ? ((long*)_values)[row] : ((int*)_values)[row], out long micros) is { } reason)
        {
            return Refuse(reason);
        }

        if (micros is < -(Most + 999_999) or > Most + 999_999)
        {
            return Refuse("lies outside -838:59:59 to 838:59:59");
        }

        if (IsOfDay && micros is (< 0 or >= Day))
        {
            return Refuse("lies outside the day");
        }

        byte* start = output.Reserve(MomentText.MostBytes);
        byte* at = start;
        if (micros < 0)
        {
            *at++ = (byte)'-';
        }

        output.Advance((int)(MomentText.Time(at, Math.Abs(micros)) - start));
        return true;
    }

    protected override void BeginCore() => _values = Column.DataPointer + ((long)Column.Offset * (isWide ? sizeof(long) : sizeof(int)));
}
