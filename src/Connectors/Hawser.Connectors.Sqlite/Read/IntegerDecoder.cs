using System.Numerics;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>INTEGER cells within the range of an integer type, a duration included.</summary>
internal sealed class IntegerDecoder<T>(ArrowType type, long least, long most, ArrowAllocator allocator)
    : CellDecoder(new FixedWidthBuilder<T>(type, allocator))
    where T : unmanaged, IBinaryInteger<T>
{
    public override bool TryAppend(nint value)
    {
        FixedWidthBuilder<T> builder = (FixedWidthBuilder<T>)Builder;
        int storage = NativeValue.Type(value);
        if (storage == (int)StorageClass.Integer)
        {
            long number = NativeValue.Int64(value);
            if (number < least || number > most)
            {
                return false;
            }

            builder.Append(T.CreateTruncating(number));
            return true;
        }

        if (storage != (int)StorageClass.Null)
        {
            return false;
        }

        builder.AppendNull();
        return true;
    }
}
