using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>UUIDs as TEXT.</summary>
internal sealed class UuidDecoder(FixedSizeBinaryType type, TextSource texts, ArrowAllocator allocator)
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

        Span<byte> bytes = stackalloc byte[UuidSpelling.ValueBytes];
        if (storage != StorageClass.Text || !texts.TryGet(value, out ReadOnlySpan<byte> text) || !UuidSpelling.TryParse(text, bytes))
        {
            return false;
        }

        builder.Append(bytes);
        return true;
    }
}
