namespace Hawser.Arrow;

/// <summary>Every row of a union names a child, and a row of it when dense.</summary>
internal static unsafe class UnionCheck
{
    public static void Run(ArrowArray array, ArrayPath path)
    {
        var type = (UnionType)array.Type;
        Span<int> childOf = stackalloc int[256];
        childOf.Fill(-1);
        for (int i = 0; i < type.TypeIds.Count; i++)
        {
            childOf[(byte)type.TypeIds[i]] = i;
        }

        byte* ids = array.DataPointer + array.Offset;
        int* rows = type.IsDense ? (int*)array.BytesPointer + array.Offset : null;
        for (int row = 0; row < array.Length; row++)
        {
            int child = childOf[ids[row]];
            if (child < 0)
            {
                path.Throw(row, $"no child has type id {(sbyte)ids[row]}.");
            }

            if (rows != null && (uint)rows[row] >= (uint)array.Children[child].Length)
            {
                path.Throw(row, $"offset {rows[row]} is not a row of child {child}, which has {array.Children[child].Length}.");
            }
        }
    }
}
