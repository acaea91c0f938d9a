using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>BOOLEAN: a bit a value here, a byte there.</summary>
internal sealed unsafe class BooleanEncoder : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var target = (byte*)ChunkApi.duckdb_vector_get_data(vector) + at;
        long first = source.Offset + row;
        for (var i = 0; i < count; i++)
        {
            target[i] = Bitmap.Get(source.DataPointer, first + i) ? (byte)1 : (byte)0;
        }

        WriteValidity(source, row, count, vector, at);
    }
}
