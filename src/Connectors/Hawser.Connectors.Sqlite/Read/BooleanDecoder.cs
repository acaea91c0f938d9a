using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>INTEGER 0 and 1.</summary>
internal sealed class BooleanDecoder(ArrowAllocator allocator) : CellDecoder(new BooleanBuilder(allocator))
{
    public override bool TryAppend(nint value)
    {
        BooleanBuilder builder = (BooleanBuilder)Builder;
        int storage = NativeValue.Type(value);
        if (storage == (int)StorageClass.Null)
        {
            builder.AppendNull();
            return true;
        }

        if (storage != (int)StorageClass.Integer || (ulong)NativeValue.Int64(value) > 1)
        {
            return false;
        }

        builder.Append(NativeValue.Int64(value) != 0);
        return true;
    }
}
