using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between 32-bit and 64-bit offsets, and from fixed-size to variable-size bytes: the values' bytes stay the same.</summary>
internal sealed class OffsetConverter(ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using var builder = new VarBinaryBuilder(to, allocator);
        for (int i = 0; i < source.Length; i++)
        {
            if (source.IsNull(i))
            {
                builder.AppendNull();
            }
            else
            {
                builder.Append(source.GetBytes(i));
            }
        }

        return builder.Finish();
    }
}
