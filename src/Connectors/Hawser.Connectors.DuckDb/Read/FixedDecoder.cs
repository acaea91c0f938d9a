using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Columns that lie the same way on both sides: integers, floats, wide decimals, times.</summary>
internal unsafe class FixedDecoder<T>(ArrowType type, ArrowAllocator allocator) : VectorDecoder(type, allocator)
    where T : unmanaged
{
    private readonly BufferBuilder _values = new(allocator);

    public override long ByteCount => _values.Length;

    public sealed override void Append(nint vector, int start, int count)
    {
        var source = (T*)ChunkApi.duckdb_vector_get_data(vector) + start;
        var bytes = (long)count * sizeof(T);
        var target = (T*)_values.Reserve(bytes);
        Buffer.MemoryCopy(source, target, bytes, bytes);
        _values.Advance(bytes);
        var mask = AppendValidity(vector, start, count);
        if (mask is not null)
        {
            ClearNulls(target, mask, start, count);
        }

        Check(new ReadOnlySpan<T>(target, count), start);
    }

    public sealed override ArrowArray Finish()
    {
        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _values.Finish()]);
    }

    /// <summary>Tests values that exist on DuckDB's side only; null rows are zero.</summary>
    protected virtual void Check(ReadOnlySpan<T> values, int start)
    {
    }

    protected sealed override void Free() => _values.Dispose();

    /// <summary>What lies under a null is undefined in DuckDB; zero makes equal columns equal bytes.</summary>
    private static void ClearNulls(T* target, byte* mask, int start, int count)
    {
        for (var i = 0; i < count; i++)
        {
            if (!Bitmap.Get(mask, start + i))
            {
                target[i] = default;
            }
        }
    }
}
