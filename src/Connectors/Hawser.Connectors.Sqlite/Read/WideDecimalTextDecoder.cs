using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Decimals of up to 76 digits as TEXT.</summary>
internal sealed class WideDecimalTextDecoder(DecimalType type, TextSource texts, ArrowAllocator allocator)
    : ParsedTextDecoder<Int256>(type, texts, allocator)
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out Int256 value) => WideDecimalSpelling.TryParse(text, type.Precision, type.Scale, out value);
}
