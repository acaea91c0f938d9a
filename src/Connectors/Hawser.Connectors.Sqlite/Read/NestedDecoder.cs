using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Nested values that were written as JSON by this connector.</summary>
internal sealed class NestedDecoder(Field field, TextSource texts, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(ArrayBuilder.Create(field.Type, allocator))
{
    private readonly JsonValueReader _reader = new(field);

    public override bool TryAppend(nint value)
    {
        StorageClass storage = (StorageClass)NativeValue.Type(value);
        if (storage == StorageClass.Null)
        {
            Builder.AppendNull();
            return true;
        }

        if (storage != StorageClass.Text || !texts.TryGetValid(value, out ReadOnlySpan<byte> text))
        {
            return false;
        }

        gauge.Bytes += text.Length;
        return _reader.TryAppend(text, Builder);
    }
}
