using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From bool to 0 and 1.</summary>
internal sealed class BooleanToNumberConverter(ArrowType to) : ColumnConverter
{
    public override unsafe ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        ArrowBuffer bytes = allocator.AllocateZeroed(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            bytes.Pointer[i] = source.GetBoolean(i) ? (byte)1 : (byte)0;
        }

        using ArrowArray numbers = FixedWidth(ArrowType.Int8, source, bytes, allocator);
        return NumberConverters.Create(ArrowType.Int8, to).Convert(numbers, allocator);
    }
}
