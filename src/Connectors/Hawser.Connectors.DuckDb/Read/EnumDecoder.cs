using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>ENUM: positions in a dictionary that every batch shares.</summary>
internal sealed unsafe class EnumDecoder<TIndex>(DictionaryType type, ArrowArray labels, ArrowAllocator allocator) : VectorDecoder(type, allocator)
    where TIndex : unmanaged
{
    private readonly BufferBuilder _indices = new(allocator);

    public override long ByteCount => _indices.Length;

    public override void Append(nint vector, int start, int count)
    {
        var source = (TIndex*)ChunkApi.duckdb_vector_get_data(vector) + start;
        var target = (TIndex*)_indices.Reserve((long)count * sizeof(TIndex));
        var mask = AppendValidity(vector, start, count);
        for (var i = 0; i < count; i++)
        {
            target[i] = mask is null || Bitmap.Get(mask, start + i) ? source[i] : default;
        }

        _indices.Advance((long)count * sizeof(TIndex));
    }

    public override ArrowArray Finish()
    {
        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _indices.Finish()], [], labels.Retain());
    }

    protected override void Free()
    {
        _indices.Dispose();
        labels.Dispose();
    }
}
