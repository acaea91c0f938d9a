using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>interval of months, days and nanoseconds.</summary>
internal sealed unsafe class IntervalEncoder(PgType type) : CopyEncoder
{
    private const int Bytes = 16;

    private readonly long _step = TimePrecision.StepOf(type);
    private MonthDayNano* _values;

    protected override void BeginCore() => _values = (MonthDayNano*)Column.DataPointer + Column.Offset;

    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        MonthDayNano value = _values[row];
        (long micros, long rest) = Math.DivRem(value.Nanoseconds, 1000);
        if (rest != 0)
        {
            return Refuse("has a part finer than a microsecond");
        }

        if (_step != 1 && micros % _step != 0)
        {
            return Refuse("is finer than the column, which would round it");
        }

        byte* at = output.Reserve(sizeof(int) + Bytes);
        CopyOutput.Put(at, Bytes);
        CopyOutput.Put(at + 4, micros);
        CopyOutput.Put(at + 12, value.Days);
        CopyOutput.Put(at + 16, value.Months);
        output.Advance(sizeof(int) + Bytes);
        return true;
    }
}
