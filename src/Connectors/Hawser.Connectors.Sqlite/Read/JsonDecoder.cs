using System.Buffers.Text;
using System.Globalization;
using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>TEXT that is valid JSON. In a column declared JSON, NUMERIC affinity turned bare numbers into INTEGER and REAL; they are spelled out again.</summary>
internal sealed class JsonDecoder(ArrowType type, TextSource texts, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(new VarBinaryBuilder(type, allocator))
{
    private const int DeepestNesting = 1000;
    private const int NumberBytes = 32;

    public override bool TryAppend(nint value)
    {
        VarBinaryBuilder builder = (VarBinaryBuilder)Builder;
        switch ((StorageClass)NativeValue.Type(value))
        {
            case StorageClass.Text when texts.TryGetValid(value, out ReadOnlySpan<byte> text) && IsJson(text):
                builder.Append(text);
                gauge.Bytes += text.Length;
                return true;
            case StorageClass.Integer:
                Utf8Formatter.TryFormat(NativeValue.Int64(value), builder.Reserve(NumberBytes), out int integerBytes);
                builder.CommitAppend(integerBytes);
                return true;
            case StorageClass.Real when double.IsFinite(NativeValue.Double(value)):
                NativeValue.Double(value).TryFormat(builder.Reserve(NumberBytes), out int realBytes, default, CultureInfo.InvariantCulture);
                builder.CommitAppend(realBytes);
                return true;
            case StorageClass.Null:
                builder.AppendNull();
                return true;
            default:
                return false;
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            while (reader.Read())
            {
                // Reading to the end is the check.
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return true;
    }
}
