using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>STRUCT, the entries of a MAP, and VARIANT's storage: a vector a member.</summary>
internal sealed class StructEncoder(VectorEncoder[] members) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        for (var i = 0; i < members.Length; i++)
        {
            try
            {
                members[i].Write(source.Children[i], row, count, Member(vector, i), at);
            }
            catch (CellMisfitException misfit)
            {
                throw new CellMisfitException(misfit.Row, $"in the member \"{source.Type.Children[i].Name}\", {misfit.Message}");
            }
        }

        NestedNulls.Apply(this, source, row, count, vector, at);
    }

    public override void SetNull(nint vector, int position)
    {
        base.SetNull(vector, position);
        for (var i = 0; i < members.Length; i++)
        {
            members[i].SetNull(Member(vector, i), position);
        }
    }

    private static nint Member(nint vector, int index) => ChunkApi.duckdb_struct_vector_get_child(vector, (ulong)index);
}
