using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Intervals of months, days and nanoseconds.</summary>
internal sealed class IntervalDecoder(TextSource texts, ArrowAllocator allocator)
    : ParsedTextDecoder<MonthDayNano>(ArrowType.IntervalMonthDayNano, texts, allocator)
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out MonthDayNano value)
    {
        bool isInterval = IntervalSpelling.TryParse(text, out int months, out int days, out long nanoseconds);
        value = new MonthDayNano(months, days, nanoseconds);
        return isInterval;
    }
}
