using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Two conversions, one after the other.</summary>
internal sealed class ChainedConverter(ColumnConverter first, ColumnConverter second) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using ArrowArray between = first.Convert(source, allocator);
        return second.Convert(between, allocator);
    }
}
