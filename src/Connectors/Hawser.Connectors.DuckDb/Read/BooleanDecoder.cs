using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>BOOLEAN: a byte a value there, a bit here.</summary>
internal sealed unsafe class BooleanDecoder(ArrowAllocator allocator) : VectorDecoder(ArrowType.Boolean, allocator)
{
    private readonly BufferBuilder _bits = new(allocator);

    public override long ByteCount => _bits.Length;

    public override void Append(nint vector, int start, int count)
    {
        var source = (byte*)ChunkApi.duckdb_vector_get_data(vector) + start;
        long row = Length;
        var mask = AppendValidity(vector, start, count);
        var missing = Bitmap.ByteCount(row + count) - _bits.Length;
        _bits.AppendZeros(missing);
        for (var i = 0; i < count; i++)
        {
            if (source[i] != 0 && (mask is null || Bitmap.Get(mask, start + i)))
            {
                Bitmap.Set(_bits.Pointer, row + i);
            }
        }
    }

    public override ArrowArray Finish()
    {
        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _bits.Finish()]);
    }

    protected override void Free() => _bits.Dispose();
}
