using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>ARRAY from fixed-size lists.</summary>
internal sealed class FixedListEncoder(VectorEncoder items, int size) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        try
        {
            items.Write(source.Children[0], source.ListStart(row), checked(count * size), ChunkApi.duckdb_array_vector_get_child(vector), checked(at * size));
        }
        catch (CellMisfitException misfit)
        {
            throw new CellMisfitException((misfit.Row / size) - source.Offset, $"in an array, {misfit.Message}");
        }

        NestedNulls.Apply(this, source, row, count, vector, at);
    }

    public override void SetNull(nint vector, int position)
    {
        base.SetNull(vector, position);
        var child = ChunkApi.duckdb_array_vector_get_child(vector);
        for (var i = 0; i < size; i++)
        {
            items.SetNull(child, (position * size) + i);
        }
    }
}
