using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>The timestamps: the ends of the range would become ±infinity, and below the first day there is nothing.</summary>
/// <param name="least">The smallest value that DuckDB takes for the type.</param>
/// <param name="most">The largest one.</param>
internal sealed class FiniteTimestampEncoder(long least, long most) : FixedEncoder<long>
{
    protected override void Check(ArrowArray source, ReadOnlySpan<long> values, int row)
    {
        for (var from = 0; ; from++)
        {
            var at = values[from..].IndexOfAnyExceptInRange(least, most);
            if (at < 0)
            {
                return;
            }

            from += at;
            if (!source.IsNull(row + from))
            {
                throw new CellMisfitException(row + from, $"{values[from]} ({source.Type}) is outside what DuckDB's timestamps hold");
            }
        }
    }
}
