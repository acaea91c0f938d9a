using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>LIST and MAP: where each row's items lie, and the items.</summary>
internal sealed unsafe class ListDecoder(ArrowType type, VectorDecoder items, ArrowAllocator allocator) : VectorDecoder(type, allocator)
{
    private readonly BufferBuilder _offsets = new(allocator);

    public override long ByteCount => _offsets.Length + items.ByteCount;

    public override long Measure(nint vector, int start, int count)
    {
        var entries = (NativeListEntry*)ChunkApi.duckdb_vector_get_data(vector);
        var mask = (byte*)ChunkApi.duckdb_vector_get_validity(vector);
        var child = ChunkApi.duckdb_list_vector_get_child(vector);
        long total = 0;
        for (var row = start; row < start + count; row++)
        {
            if ((mask is null || Bitmap.Get(mask, row)) && entries[row].Length > 0)
            {
                total += items.Measure(child, (int)entries[row].Offset, (int)entries[row].Length) + (long)entries[row].Length;
            }
        }

        return total;
    }

    public override void Append(nint vector, int start, int count)
    {
        var entries = (NativeListEntry*)ChunkApi.duckdb_vector_get_data(vector);
        var mask = AppendValidity(vector, start, count);
        var child = ChunkApi.duckdb_list_vector_get_child(vector);
        var offsets = ReserveOffsets(count);
        long end = items.Length;
        var run = default(NativeListEntry);
        for (var row = start; row < start + count; row++)
        {
            if (mask is null || Bitmap.Get(mask, row))
            {
                run = Extend(run, entries[row], child, row);
                end += (long)entries[row].Length;
            }

            offsets[row - start] = checked((int)end);
        }

        Flush(run, child, start);
    }

    public override ArrowArray Finish()
    {
        if (_offsets.Length == 0)
        {
            _offsets.Append(0);
        }

        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _offsets.Finish()], [items.Finish()]);
    }

    protected override void Free()
    {
        _offsets.Dispose();
        items.Dispose();
    }

    /// <summary>Rows usually lie one behind the other; neighbours are copied in one go.</summary>
    private NativeListEntry Extend(NativeListEntry run, NativeListEntry entry, nint child, int row)
    {
        if (entry.Length == 0)
        {
            return run;
        }

        if (run.Length > 0 && run.Offset + run.Length == entry.Offset)
        {
            run.Length += entry.Length;
            return run;
        }

        Flush(run, child, row);
        return entry;
    }

    private void Flush(NativeListEntry run, nint child, int row)
    {
        if (run.Length == 0)
        {
            return;
        }

        try
        {
            items.Append(child, checked((int)run.Offset), checked((int)run.Length));
        }
        catch (CellMisfitException misfit)
        {
            throw new CellMisfitException(row, $"in a list, {misfit.Message}");
        }
    }

    private int* ReserveOffsets(int count)
    {
        if (_offsets.Length == 0)
        {
            _offsets.Append(0);
        }

        var room = (int*)_offsets.Reserve((long)count * sizeof(int));
        _offsets.Advance((long)count * sizeof(int));
        return room;
    }
}
