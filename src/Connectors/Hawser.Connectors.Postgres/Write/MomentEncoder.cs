using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Numbers of a unit of time as microseconds: timestamp, timestamptz, time, and the microseconds of an interval.</summary>
/// <param name="unit">The unit of the values.</param>
/// <param name="isWide">Whether the values have 64 bits, or 32.</param>
/// <param name="epochMicros">What is taken from a value so that it counts from PostgreSQL's beginning.</param>
/// <param name="least">The least value that the type takes, in its own count.</param>
/// <param name="most">The largest.</param>
/// <param name="step">What values must be multiples of: the column's precision.</param>
/// <param name="isInterval">Whether days and months follow, which are 0.</param>
internal sealed unsafe class MomentEncoder(TimeUnit unit, bool isWide, long epochMicros, long least, long most, long step, bool isInterval = false) : CopyEncoder
{
    private readonly long _factor = unit switch { TimeUnit.Second => 1_000_000, TimeUnit.Millisecond => 1000, _ => 1 };
    private readonly int _width = sizeof(long) + (isInterval ? 2 * sizeof(int) : 0);
    private byte* _values;

    protected override void BeginCore() => _values = Column.DataPointer + ((long)Column.Offset * (isWide ? sizeof(long) : sizeof(int)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    protected override bool TryWriteValue(int row, CopyOutput output)
    {
        long value = isWide ? ((long*)_values)[row] : ((int*)_values)[row];
        if (unit == TimeUnit.Nanosecond)
        {
            (value, long rest) = Math.DivRem(value, 1000);
            if (rest != 0)
            {
                return Refuse("has a part finer than a microsecond");
            }
        }

        long micros = unchecked((value * _factor) - epochMicros);
        if (_factor != 1 || epochMicros != 0)
        {
            Int128 exact = ((Int128)value * _factor) - epochMicros;
            if (exact != micros)
            {
                return Refuse("lies outside what PostgreSQL keeps");
            }
        }

        if (micros < least || micros > most)
        {
            return Refuse("lies outside what PostgreSQL keeps");
        }

        if (step != 1 && micros % step != 0)
        {
            return Refuse("is finer than the column, which would round it");
        }

        byte* at = output.Reserve(sizeof(int) + sizeof(long) + sizeof(long));
        CopyOutput.Put(at, _width);
        CopyOutput.Put(at + sizeof(int), micros);
        CopyOutput.Put(at + sizeof(int) + sizeof(long), 0L);
        output.Advance(sizeof(int) + _width);
        return true;
    }
}
