using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>REAL cells whose double is also a single.</summary>
internal sealed class Float32Decoder(ArrowAllocator allocator) : CellDecoder(new FixedWidthBuilder<float>(ArrowType.Float32, allocator))
{
    public override bool TryAppend(nint value)
    {
        FixedWidthBuilder<float> builder = (FixedWidthBuilder<float>)Builder;
        StorageClass storage = (StorageClass)NativeValue.Type(value);
        if (storage == StorageClass.Null)
        {
            builder.AppendNull();
            return true;
        }

        double number = NativeValue.Double(value);
        if (storage != StorageClass.Real || (float)number != number)
        {
            return false;
        }

        builder.Append((float)number);
        return true;
    }
}
