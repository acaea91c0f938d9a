using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>A nested column whose children change type; offsets, type ids and validity are shared with the source.</summary>
internal sealed class ChildrenConverter(ArrowType to, IReadOnlyList<ColumnConverter> children) : ColumnConverter
{
    public override ArrowArray Convert(ArrowArray source, ArrowAllocator allocator)
    {
        var converted = new ArrowArray[children.Count];
        int done = 0;
        try
        {
            for (; done < converted.Length; done++)
            {
                converted[done] = children[done].Convert(source.Children[done], allocator);
            }
        }
        catch (MisfitException misfit)
        {
            throw new MisfitException(ParentRow(source, misfit.Row), misfit.Message);
        }
        finally
        {
            for (int i = 0; done < converted.Length && i < done; i++)
            {
                converted[i].Dispose();
            }
        }

        foreach (ArrowBuffer? buffer in source.Buffers)
        {
            buffer?.Retain();
        }

        return new ArrowArray(to, source.Length, source.NullCount, source.Buffers, converted, null, source.Offset);
    }

    private static int ParentRow(ArrowArray source, int childRow)
    {
        if (source.Type.Id is ArrowTypeId.Struct or ArrowTypeId.SparseUnion)
        {
            return childRow;
        }

        for (int row = 0; row < source.Length && source.Type.Id != ArrowTypeId.DenseUnion; row++)
        {
            if (childRow >= source.ListStart(row) && childRow < source.ListStart(row + 1))
            {
                return row;
            }
        }

        return 0;
    }
}
