using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>From texts or bytes to a dictionary column that collects their distinct values.</summary>
internal sealed class DictionaryEncoder(DictionaryType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        using var builder = new DictionaryBuilder(to, allocator);
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
