using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Decimals of up to 38 digits as TEXT.</summary>
internal sealed class DecimalTextDecoder(DecimalType type, TextSource texts, ArrowAllocator allocator)
    : ParsedTextDecoder<Int128>(type, texts, allocator)
{
    protected override bool TryParse(ReadOnlySpan<byte> text, out Int128 value) => DecimalSpelling.TryParse(text, type.Precision, type.Scale, out value);
}
