using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Timestamps of any unit, with the offset of UTC behind them when the type has a zone.</summary>
internal sealed class TimestampDecoder(TimestampType type, TextSource texts, ArrowAllocator allocator)
    : ParsedTextDecoder<long>(type, texts, allocator)
{
    private readonly long _unitsPerSecond = TimeScale.UnitsPerSecond(type.Unit);
    private readonly bool _isUtc = type.Zone is not null;

    protected override bool TryParse(ReadOnlySpan<byte> text, out long value) => TimestampSpelling.TryParse(text, _isUtc, _unitsPerSecond, out value);
}
