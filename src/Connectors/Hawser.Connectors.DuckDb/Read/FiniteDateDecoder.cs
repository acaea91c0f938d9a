using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>DATE: days since 1970, except that the ends of the range stand for ±infinity, which Arrow does not know.</summary>
internal sealed class FiniteDateDecoder(ArrowAllocator allocator) : FixedDecoder<int>(ArrowType.Date32, allocator)
{
    protected override void Check(ReadOnlySpan<int> values, int start)
    {
        var at = values.IndexOfAny(int.MaxValue, -int.MaxValue);
        if (at >= 0)
        {
            throw new CellMisfitException(start + at, $"the date {(values[at] > 0 ? "infinity" : "-infinity")} has no Arrow form");
        }
    }
}
