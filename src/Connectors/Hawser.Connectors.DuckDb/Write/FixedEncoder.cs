using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Columns that lie the same way on both sides: integers, floats, wide decimals, times.</summary>
internal unsafe class FixedEncoder<T> : VectorEncoder
    where T : unmanaged
{
    public sealed override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var values = source.Values<T>().Slice(row, count);
        Check(source, values, row);
        values.CopyTo(new Span<T>((T*)ChunkApi.duckdb_vector_get_data(vector) + at, count));
        WriteValidity(source, row, count, vector, at);
    }

    /// <summary>Tests values that mean something else on DuckDB's side.</summary>
    protected virtual void Check(ArrowArray source, ReadOnlySpan<T> values, int row)
    {
    }
}
