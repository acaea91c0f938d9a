using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Columns of fixed width whose values lie differently on the two sides; <typeparamref name="TMap"/> turns one into the other.</summary>
internal sealed unsafe class MappedEncoder<TFrom, TTo, TMap> : VectorEncoder
    where TFrom : unmanaged
    where TTo : unmanaged
    where TMap : struct, IValueMap<TFrom, TTo>
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var values = (TFrom*)source.DataPointer + source.Offset + row;
        var target = (TTo*)ChunkApi.duckdb_vector_get_data(vector) + at;
        var hasNulls = WriteValidity(source, row, count, vector, at);
        for (var i = 0; i < count; i++)
        {
            if (!TMap.TryMap(values[i], out target[i]) && !(hasNulls && source.IsNull(row + i)))
            {
                throw new CellMisfitException(row + i, TMap.Explain(values[i]));
            }
        }
    }
}
