using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>BLOB from bytes of one width.</summary>
internal sealed unsafe class FixedBytesEncoder : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        var target = (NativeString*)ChunkApi.duckdb_vector_get_data(vector) + at;
        var width = source.Type.ByteWidth;
        var bytes = source.DataPointer + ((long)(source.Offset + row) * width);
        for (var i = 0; i < count; i++, bytes += width)
        {
            BytesEncoder.Put(target + i, bytes, (uint)width);
        }

        WriteValidity(source, row, count, vector, at);
    }
}
