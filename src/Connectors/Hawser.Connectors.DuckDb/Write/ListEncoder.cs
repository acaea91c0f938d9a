using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>LIST and MAP from lists, maps and fixed-size lists: where each row's items lie, and the items.</summary>
internal sealed unsafe class ListEncoder(VectorEncoder items) : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        WriteValidity(source, row, count, vector, at);
        var child = source.Children[0];
        var before = (long)ChunkApi.duckdb_list_vector_get_size(vector);
        var first = source.ListStart(row);
        var total = source.ListStart(row + count) - first;
        if (ChunkApi.duckdb_list_vector_reserve(vector, (ulong)(before + total)) != 0)
        {
            throw new CellMisfitException(row, $"the lists of {count} rows hold {total} items, more than DuckDB takes at once");
        }

        // Reserving may move the entries, so their address is asked for afterwards.
        var entries = (NativeListEntry*)ChunkApi.duckdb_vector_get_data(vector) + at;
        for (var i = 0; i < count; i++)
        {
            entries[i].Offset = (ulong)(before + source.ListStart(row + i) - first);
            entries[i].Length = (ulong)source.ListLength(row + i);
        }

        WriteItems(child, first, total, vector, (int)before, source, row);
        _ = ChunkApi.duckdb_list_vector_set_size(vector, (ulong)(before + total));
    }

    private void WriteItems(ArrowArray child, int first, int total, nint vector, int at, ArrowArray source, int row)
    {
        if (total == 0)
        {
            return;
        }

        try
        {
            items.Write(child, first, total, ChunkApi.duckdb_list_vector_get_child(vector), at);
        }
        catch (CellMisfitException misfit)
        {
            while (source.ListStart(row + 1) <= misfit.Row)
            {
                row++;
            }

            throw new CellMisfitException(row, $"in a list, {misfit.Message}");
        }
    }
}
