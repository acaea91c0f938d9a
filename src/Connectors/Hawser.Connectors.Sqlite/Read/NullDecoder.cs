using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Nothing but NULL.</summary>
internal sealed class NullDecoder(ArrowAllocator allocator) : CellDecoder(new NullBuilder(allocator))
{
    public override bool TryAppend(nint value)
    {
        if (NativeValue.Type(value) != (int)StorageClass.Null)
        {
            return false;
        }

        Builder.AppendNull();
        return true;
    }
}
