using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Dates and moments. What no calendar has, as 2024-00-00, is refused, or read as NULL and counted where a connection's options ask for that.</summary>
/// <param name="builder">Grows the column.</param>
/// <param name="hasTime">Whether values have a time of day.</param>
/// <param name="nullsZeroDates">Whether such values are read as NULL.</param>
internal abstract class CalendarDecoder(ArrayBuilder builder, bool hasTime, bool nullsZeroDates) : CellDecoder(builder)
{
    private long _nulledCount;

    public override long NulledCount => _nulledCount;

    /// <summary>Takes a value that is in no calendar.</summary>
    protected void AppendUnreal(MomentParts parts)
    {
        if (!nullsZeroDates)
        {
            throw new CellMisfitException($"the calendar has no {parts.ToText(hasTime, 0)}");
        }

        _nulledCount++;
        AppendNull();
    }
}
