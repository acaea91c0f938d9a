using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>TEXT cells that are valid Unicode, NUL characters included.</summary>
internal sealed class TextDecoder(ArrowType type, TextSource texts, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(new VarBinaryBuilder(type, allocator))
{
    public override bool TryAppend(nint value)
    {
        VarBinaryBuilder builder = (VarBinaryBuilder)Builder;
        int storage = NativeValue.Type(value);
        if (storage == (int)StorageClass.Text)
        {
            if (!texts.TryGetValid(value, out ReadOnlySpan<byte> text))
            {
                return false;
            }

            builder.Append(text);
            gauge.Bytes += text.Length;
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
