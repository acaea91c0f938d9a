using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>REAL cells, and INTEGER cells that a double holds whole (an expression or a virtual table may yield them).</summary>
internal sealed class Float64Decoder(ArrowAllocator allocator) : CellDecoder(new FixedWidthBuilder<double>(ArrowType.Float64, allocator))
{
    /// <summary>Every integer up to 2⁵³ in magnitude is a double.</summary>
    public const long LargestWhole = 1L << 53;

    public override bool TryAppend(nint value)
    {
        FixedWidthBuilder<double> builder = (FixedWidthBuilder<double>)Builder;
        switch ((StorageClass)NativeValue.Type(value))
        {
            case StorageClass.Real:
                builder.Append(NativeValue.Double(value));
                return true;
            case StorageClass.Integer when NativeValue.Int64(value) is >= -LargestWhole and <= LargestWhole:
                builder.Append(NativeValue.Int64(value));
                return true;
            case StorageClass.Null:
                builder.AppendNull();
                return true;
            default:
                return false;
        }
    }
}
