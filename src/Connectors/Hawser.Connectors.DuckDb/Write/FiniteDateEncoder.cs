using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>DATE: the ends of the range would become ±infinity.</summary>
internal sealed class FiniteDateEncoder : FixedEncoder<int>
{
    protected override void Check(ArrowArray source, ReadOnlySpan<int> values, int row)
    {
        for (var from = 0; ; from++)
        {
            var at = values[from..].IndexOfAny(int.MaxValue, -int.MaxValue, int.MinValue);
            if (at < 0)
            {
                return;
            }

            from += at;
            if (!source.IsNull(row + from))
            {
                throw new CellMisfitException(row + from, $"the day {values[from]} since 1970 does not fit DATE, which keeps the ends of its range for infinity");
            }
        }
    }
}
