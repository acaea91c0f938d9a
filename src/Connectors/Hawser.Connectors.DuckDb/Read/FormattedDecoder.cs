using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>The rare types that travel as text (BIT, BIGNUM, TIMETZ): each value is written by <typeparamref name="TText"/>.</summary>
internal sealed unsafe class FormattedDecoder<TText>(ArrowAllocator allocator) : VectorDecoder(ArrowType.Utf8, allocator)
    where TText : struct, IValueText
{
    private readonly VarBinaryBuilder _texts = new(ArrowType.Utf8, allocator);

    public override long ByteCount => _texts.ByteCount;

    public override int Length => _texts.Length;

    public override long Measure(nint vector, int start, int count)
    {
        var source = (byte*)ChunkApi.duckdb_vector_get_data(vector);
        var mask = (byte*)ChunkApi.duckdb_vector_get_validity(vector);
        long total = 0;
        for (var row = start; row < start + count; row++)
        {
            total += mask is null || Bitmap.Get(mask, row) ? TText.MostBytes(source + ((long)row * TText.Stride)) : 0;
        }

        return total;
    }

    public override void Append(nint vector, int start, int count)
    {
        var source = (byte*)ChunkApi.duckdb_vector_get_data(vector);
        var mask = (byte*)ChunkApi.duckdb_vector_get_validity(vector);
        for (var row = start; row < start + count; row++)
        {
            if (mask is null || Bitmap.Get(mask, row))
            {
                TText.Append(source + ((long)row * TText.Stride), _texts);
            }
            else
            {
                _texts.AppendNull();
            }
        }
    }

    public override ArrowArray Finish() => _texts.Finish();

    protected override void Free() => _texts.Dispose();
}
