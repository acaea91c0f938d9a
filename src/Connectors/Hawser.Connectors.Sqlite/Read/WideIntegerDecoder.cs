using System.Buffers.Text;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Unsigned 64-bit integers: INTEGER up to 2⁶³−1, the digits as TEXT above.</summary>
internal sealed class WideIntegerDecoder(TextSource texts, ArrowAllocator allocator)
    : CellDecoder(new FixedWidthBuilder<ulong>(ArrowType.UInt64, allocator))
{
    private const int Digits = 20;

    public override bool TryAppend(nint value)
    {
        FixedWidthBuilder<ulong> builder = (FixedWidthBuilder<ulong>)Builder;
        switch ((StorageClass)NativeValue.Type(value))
        {
            case StorageClass.Integer when NativeValue.Int64(value) >= 0:
                builder.Append((ulong)NativeValue.Int64(value));
                return true;
            case StorageClass.Text when texts.TryGet(value, out ReadOnlySpan<byte> text) && TryParse(text, out ulong number):
                builder.Append(number);
                return true;
            case StorageClass.Null:
                builder.AppendNull();
                return true;
            default:
                return false;
        }
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out ulong number) =>
        Utf8Parser.TryParse(text, out number, out int consumed) && consumed == text.Length && text.Length <= Digits
        && number > long.MaxValue && text[0] is >= (byte)'1' and <= (byte)'9';
}
