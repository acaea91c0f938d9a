using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>TEXT or BLOB cells whose distinct values are kept once.</summary>
internal sealed class DictionaryDecoder(DictionaryType type, TextSource texts, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(new DictionaryBuilder(type, allocator))
{
    private readonly StorageClass _storage = type.Value.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 ? StorageClass.Text : StorageClass.Blob;

    public override bool TryAppend(nint value)
    {
        DictionaryBuilder builder = (DictionaryBuilder)Builder;
        StorageClass storage = (StorageClass)NativeValue.Type(value);
        if (storage == StorageClass.Null)
        {
            builder.AppendNull();
            return true;
        }

        if (storage != _storage || !TryGet(value, out ReadOnlySpan<byte> bytes))
        {
            return false;
        }

        builder.Append(bytes);
        gauge.Bytes += bytes.Length;
        return true;
    }

    private bool TryGet(nint value, out ReadOnlySpan<byte> bytes)
    {
        if (_storage == StorageClass.Text)
        {
            return texts.TryGetValid(value, out bytes);
        }

        bytes = TextSource.Bytes(value);
        return true;
    }
}
