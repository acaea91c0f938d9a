using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Looks for nulls where none may be.</summary>
internal static unsafe class NullRows
{
    /// <summary>The first null row of a range; null when there is none.</summary>
    public static int? FirstIn(ArrowArray array, int start, int count)
    {
        if (array.ValidityPointer is null && array.Type.Id is not (ArrowTypeId.Null or ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion))
        {
            return null;
        }

        for (var row = start; row < start + count; row++)
        {
            if (array.IsNull(row))
            {
                return row;
            }
        }

        return null;
    }
}
