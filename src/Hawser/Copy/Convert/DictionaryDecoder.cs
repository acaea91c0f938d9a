using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From a dictionary column to its values.</summary>
internal sealed class DictionaryDecoder(ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using ArrayBuilder builder = ArrayBuilder.Create(to, allocator);
        for (int i = 0; i < source.Length; i++)
        {
            if (source.IsNull(i))
            {
                builder.AppendNull();
            }
            else
            {
                builder.AppendRow(source.Dictionary!, checked((int)source.GetDictionaryIndex(i)));
            }
        }

        return builder.Finish();
    }
}
