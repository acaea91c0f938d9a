using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Cells of any storage class as SQL literals, which tell value and class.</summary>
internal sealed class LiteralDecoder(TextSource texts, BatchGauge gauge, ArrowAllocator allocator)
    : CellDecoder(new VarBinaryBuilder(ArrowType.Utf8, allocator))
{
    public override bool TryAppend(nint value)
    {
        VarBinaryBuilder builder = (VarBinaryBuilder)Builder;
        switch ((StorageClass)NativeValue.Type(value))
        {
            case StorageClass.Integer:
                builder.CommitAppend(LiteralText.Format(NativeValue.Int64(value), builder.Reserve(LiteralText.NumberBytes)));
                return true;
            case StorageClass.Real:
                builder.CommitAppend(LiteralText.Format(NativeValue.Double(value), builder.Reserve(LiteralText.NumberBytes)));
                return true;
            case StorageClass.Text when texts.TryGetValid(value, out ReadOnlySpan<byte> text):
                gauge.Bytes += text.Length;
                builder.CommitAppend(LiteralText.FormatText(text, builder.Reserve(LiteralText.MostTextBytes(text.Length))));
                return true;
            case StorageClass.Text when texts.TryGet(value, out ReadOnlySpan<byte> bytes):
                gauge.Bytes += bytes.Length;
                builder.CommitAppend(LiteralText.FormatInvalidText(bytes, builder.Reserve(LiteralText.MostBlobBytes(bytes.Length))));
                return true;
            case StorageClass.Blob:
                ReadOnlySpan<byte> blob = TextSource.Bytes(value);
                gauge.Bytes += blob.Length;
                builder.CommitAppend(LiteralText.FormatBlob(blob, builder.Reserve(LiteralText.MostBlobBytes(blob.Length))));
                return true;
            case StorageClass.Null:
                builder.AppendNull();
                return true;
            default:
                return false;
        }
    }
}
