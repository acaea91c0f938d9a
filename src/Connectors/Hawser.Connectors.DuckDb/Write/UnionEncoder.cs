using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>UNION from sparse and dense unions. A null of the first child becomes a NULL union (see the decoder); a null of another child stays inside the union.</summary>
internal sealed unsafe class UnionEncoder(VectorEncoder[] members) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var type = (UnionType)source.Type;
        var tags = ChunkApi.duckdb_struct_vector_get_child(vector, 0);
        for (var i = 0; i < count; i++)
        {
            var child = type.ChildIndexOf(source.UnionTypeId(row + i));
            if (child < 0)
            {
                throw new CellMisfitException(row + i, $"the union's type id {source.UnionTypeId(row + i)} belongs to no member");
            }

            WriteRow(source, row + i, child, vector, tags, at + i);
        }
    }

    public override void SetNull(nint vector, int position)
    {
        base.SetNull(vector, position);
        base.SetNull(ChunkApi.duckdb_struct_vector_get_child(vector, 0), position);
        for (var i = 0; i < members.Length; i++)
        {
            members[i].SetNull(Member(vector, i), position);
        }
    }

    private static nint Member(nint vector, int index) => ChunkApi.duckdb_struct_vector_get_child(vector, (ulong)index + 1);

    private void WriteRow(ArrowArray source, int row, int child, nint vector, nint tags, int position)
    {
        var from = source.UnionChildRow(row);
        if (child == 0 && source.Children[0].IsNull(from))
        {
            SetNull(vector, position);
            return;
        }

        ((byte*)ChunkApi.duckdb_vector_get_data(tags))[position] = (byte)child;
        for (var i = 0; i < members.Length; i++)
        {
            if (i == child)
            {
                WriteValue(source, child, from, Member(vector, i), position, row);
            }
            else
            {
                members[i].SetNull(Member(vector, i), position);
            }
        }
    }

    private void WriteValue(ArrowArray source, int child, int from, nint vector, int position, int row)
    {
        try
        {
            members[child].Write(source.Children[child], from, 1, vector, position);
        }
        catch (CellMisfitException misfit)
        {
            throw new CellMisfitException(row, $"in the member \"{source.Type.Children[child].Name}\", {misfit.Message}");
        }
    }
}
