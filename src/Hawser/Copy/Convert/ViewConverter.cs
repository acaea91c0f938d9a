using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>The same memory under another type of the same layout: nothing is copied.</summary>
internal sealed class ViewConverter(ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator) => source.View(to);
}
