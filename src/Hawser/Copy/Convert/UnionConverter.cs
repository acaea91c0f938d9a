using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Between dense and sparse unions, and unions that number the same members otherwise. A member that changes its type is converted on the way.</summary>
internal sealed class UnionConverter(UnionType to, IReadOnlyList<ColumnConverter?> members) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        var from = (UnionType)source.Type;
        var converted = new List<ArrowArray>();
        try
        {
            for (int i = 0; i < members.Count; i++)
            {
                converted.Add(members[i] is { } member ? Convert(source, i, member, allocator) : source.Children[i].Retain());
            }

            using var builder = new UnionBuilder(to, allocator);
            for (int row = 0; row < source.Length; row++)
            {
                int member = from.ChildIndexOf(source.UnionTypeId(row));
                builder.Fields[member].AppendRow(converted[member], source.UnionChildRow(row));
                builder.Append(member);
            }

            return builder.Finish();
        }
        finally
        {
            converted.ForEach(c => c.Dispose());
        }
    }

    private static ArrowArray Convert(ArrowArray source, int member, ColumnConverter converter, ArrowAllocator allocator)
    {
        try
        {
            return converter.Convert(source.Children[member], allocator);
        }
        catch (MisfitException misfit)
        {
            throw new MisfitException(RowOf(source, member, misfit.Row), misfit.Message);
        }
    }

    private static int RowOf(ArrowArray source, int member, int childRow)
    {
        sbyte id = ((UnionType)source.Type).TypeIds[member];
        for (int row = 0; row < source.Length; row++)
        {
            if (source.UnionTypeId(row) == id && source.UnionChildRow(row) == childRow)
            {
                return row;
            }
        }

        return 0;
    }
}
