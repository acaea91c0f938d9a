using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Times of day in microseconds or nanoseconds.</summary>
internal sealed class Time64Decoder(TimeType type, TextSource texts, ArrowAllocator allocator) : ParsedTextDecoder<long>(type, texts, allocator)
{
    private readonly long _unitsPerSecond = TimeScale.UnitsPerSecond(type.Unit);

    protected override bool TryParse(ReadOnlySpan<byte> text, out long value) => TimeScale.TryParseTime(text, _unitsPerSecond, out value);
}
