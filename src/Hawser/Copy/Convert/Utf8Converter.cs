using System.Text.Unicode;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From bytes to text of the same offsets: bytes that are not UTF-8 are refused.</summary>
internal sealed class Utf8Converter(ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        for (int i = 0; i < source.Length; i++)
        {
            if (!source.IsNull(i) && !Utf8.IsValid(source.GetBytes(i)))
            {
                throw new MisfitException(i, "the bytes are not valid UTF-8");
            }
        }

        return source.View(to);
    }
}
