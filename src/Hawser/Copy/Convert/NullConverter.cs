using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between the null type and a column in which every row is null.</summary>
internal sealed class NullConverter(ArrowType to) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        for (int i = 0; i < source.Length && source.Type.Id != ArrowTypeId.Null; i++)
        {
            if (!source.IsNull(i))
            {
                throw new MisfitException(i, "only NULL fits a column of the null type");
            }
        }

        using ArrayBuilder builder = ArrayBuilder.Create(to, allocator);
        builder.AppendNulls(source.Length);
        return builder.Finish();
    }
}
