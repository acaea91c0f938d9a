using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Nested values that were written as JSON by this connector.</summary>
internal sealed class NestedDecoder(ArrowType type, TextSource texts, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(ArrayBuilder.Create(type, allocator))
{
    private const int DeepestNesting = 1000;

    private readonly Field _field = new("", type);

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
        return TryParse(text);
    }

    private bool TryParse(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader json = new(text, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            return json.Read() && NestedJsonReader.TryAppend(ref json, Builder, _field) && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
