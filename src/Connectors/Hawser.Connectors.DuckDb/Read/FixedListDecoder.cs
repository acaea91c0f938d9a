using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>ARRAY: the same number of items in every row, null rows included.</summary>
internal sealed class FixedListDecoder(FixedSizeListType type, VectorDecoder items, ArrowAllocator allocator) : VectorDecoder(type, allocator)
{
    public override long ByteCount => items.ByteCount;

    public override long Measure(nint vector, int start, int count) =>
        items.Measure(ChunkApi.duckdb_array_vector_get_child(vector), start * type.Size, count * type.Size);

    public override unsafe void Append(nint vector, int start, int count)
    {
        AppendValidity(vector, start, count);
        try
        {
            items.Append(ChunkApi.duckdb_array_vector_get_child(vector), checked(start * type.Size), checked(count * type.Size));
        }
        catch (CellMisfitException misfit)
        {
            throw new CellMisfitException(misfit.Row / type.Size, $"in an array, {misfit.Message}");
        }
    }

    public override ArrowArray Finish()
    {
        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity], [items.Finish()]);
    }

    protected override void Free() => items.Dispose();
}
