using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>BLOB cells.</summary>
internal sealed class BlobDecoder(ArrowType type, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(new VarBinaryBuilder(type, allocator))
{
    public override bool TryAppend(nint value)
    {
        VarBinaryBuilder builder = (VarBinaryBuilder)Builder;
        int storage = NativeValue.Type(value);
        if (storage == (int)StorageClass.Null)
        {
            builder.AppendNull();
            return true;
        }

        if (storage != (int)StorageClass.Blob)
        {
            return false;
        }

        ReadOnlySpan<byte> bytes = TextSource.Bytes(value);
        builder.Append(bytes);
        gauge.Bytes += bytes.Length;
        return true;
    }
}
