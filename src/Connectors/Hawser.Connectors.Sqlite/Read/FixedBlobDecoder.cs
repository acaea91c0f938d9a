using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>BLOB cells of one length.</summary>
internal sealed class FixedBlobDecoder(FixedSizeBinaryType type, ArrowAllocator allocator)
    : CellDecoder(new FixedSizeBinaryBuilder(type, allocator))
{
    public override bool TryAppend(nint value)
    {
        FixedSizeBinaryBuilder builder = (FixedSizeBinaryBuilder)Builder;
        StorageClass storage = (StorageClass)NativeValue.Type(value);
        if (storage == StorageClass.Null)
        {
            builder.AppendNull();
            return true;
        }

        if (storage != StorageClass.Blob || NativeValue.Bytes(value) != type.ByteWidth)
        {
            return false;
        }

        builder.Append(TextSource.Bytes(value));
        return true;
    }
}
