using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>From a unit of time to microseconds, where nothing is lost.</summary>
/// <param name="unit">The unit of the values.</param>
/// <param name="digits">The digits of a second that the column keeps; the server rounds or cuts what is finer, without a word.</param>
internal readonly struct TimeScale(TimeUnit unit, int digits)
{
    private const int MostDigits = 6;

    private readonly long _factor = unit switch { TimeUnit.Second => 1_000_000, TimeUnit.Millisecond => 1000, _ => 1 };
    private readonly long _step = (long)Math.Pow(10, MostDigits - digits);

    /// <summary>The microseconds; why there are none, otherwise.</summary>
    public string? TryConvert(long value, out long micros)
    {
        micros = value;
        if (unit == TimeUnit.Nanosecond)
        {
            (micros, long rest) = Math.DivRem(value, 1000);
            if (rest != 0)
            {
                return "has a part finer than a microsecond";
            }
        }
        else if (_factor != 1)
        {
            Int128 exact = (Int128)value * _factor;
            micros = (long)exact;
            if (exact != micros)
            {
                return DateEncoder.Outside;
            }
        }

        return _step != 1 && micros % _step != 0 ? "is finer than the column, which would not keep that" : null;
    }
}
