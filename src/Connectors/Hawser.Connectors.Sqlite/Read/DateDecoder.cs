using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Dates as days.</summary>
internal sealed class DateDecoder(TextSource texts, ArrowAllocator allocator) : ParsedTextDecoder<int>(ArrowType.Date32, texts, allocator)
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        bool isDate = DateSpelling.TryParse(text, out long days);
        value = (int)days;
        return isDate && value == days;
    }
}
