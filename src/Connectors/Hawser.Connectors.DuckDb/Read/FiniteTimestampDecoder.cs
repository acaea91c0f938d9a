using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>The timestamps: units since 1970, except that the ends of the range stand for ±infinity, which Arrow does not know.</summary>
internal sealed class FiniteTimestampDecoder(ArrowType type, ArrowAllocator allocator) : FixedDecoder<long>(type, allocator)
{
    protected override void Check(ReadOnlySpan<long> values, int start)
    {
        var at = values.IndexOfAny(long.MaxValue, -long.MaxValue);
        if (at >= 0)
        {
            throw new CellMisfitException(start + at, $"the timestamp {(values[at] > 0 ? "infinity" : "-infinity")} has no Arrow form");
        }
    }
}
