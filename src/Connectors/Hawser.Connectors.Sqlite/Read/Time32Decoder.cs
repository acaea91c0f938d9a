using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Times of day in seconds or milliseconds.</summary>
internal sealed class Time32Decoder(TimeType type, TextSource texts, ArrowAllocator allocator) : ParsedTextDecoder<int>(type, texts, allocator)
{
    private readonly long _unitsPerSecond = TimeScale.UnitsPerSecond(type.Unit);

    protected override bool TryParse(ReadOnlySpan<byte> text, out int value)
    {
        bool isTime = TimeScale.TryParseTime(text, _unitsPerSecond, out long units);
        value = (int)units;
        return isTime;
    }
}
