using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>TEXT cells that are parsed into values of a fixed width.</summary>
internal abstract class ParsedTextDecoder<T>(ArrowType type, TextSource texts, ArrowAllocator allocator)
    : CellDecoder(new FixedWidthBuilder<T>(type, allocator))
    where T : unmanaged
{
    public override bool TryAppend(nint value)
    {
        FixedWidthBuilder<T> builder = (FixedWidthBuilder<T>)Builder;
        int storage = NativeValue.Type(value);
        if (storage == (int)StorageClass.Text)
        {
            if (!texts.TryGet(value, out ReadOnlySpan<byte> text) || !TryParse(text, out T parsed))
            {
                return false;
            }

            builder.Append(parsed);
            return true;
        }

        if (storage != (int)StorageClass.Null)
        {
            return false;
        }

        builder.AppendNull();
        return true;
    }

    protected abstract bool TryParse(ReadOnlySpan<byte> text, out T value);
}
