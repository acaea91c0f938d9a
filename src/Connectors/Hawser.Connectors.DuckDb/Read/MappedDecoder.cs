using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Columns of fixed width whose values lie differently on the two sides; <typeparamref name="TMap"/> turns one into the other.</summary>
internal sealed unsafe class MappedDecoder<TFrom, TTo, TMap>(ArrowType type, ArrowAllocator allocator) : VectorDecoder(type, allocator)
    where TFrom : unmanaged
    where TTo : unmanaged
    where TMap : struct, IValueMap<TFrom, TTo>
{
    private readonly BufferBuilder _values = new(allocator);

    public override long ByteCount => _values.Length;

    public override void Append(nint vector, int start, int count)
    {
        var source = (TFrom*)ChunkApi.duckdb_vector_get_data(vector) + start;
        var bytes = (long)count * sizeof(TTo);
        var target = (TTo*)_values.Reserve(bytes);
        var mask = AppendValidity(vector, start, count);
        for (var i = 0; i < count; i++)
        {
            if (mask is not null && !Bitmap.Get(mask, start + i))
            {
                target[i] = default;
            }
            else if (!TMap.TryMap(source[i], out target[i]))
            {
                throw new CellMisfitException(start + i, TMap.Explain(source[i]));
            }
        }

        _values.Advance(bytes);
    }

    public override ArrowArray Finish()
    {
        int length = Length, nulls = Validity.NullCount;
        var validity = Validity.Finish();
        return new ArrowArray(Type, length, nulls, [validity, _values.Finish()]);
    }

    protected override void Free() => _values.Dispose();
}
