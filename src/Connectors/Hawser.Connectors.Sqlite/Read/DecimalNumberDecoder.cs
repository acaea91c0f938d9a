using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Decimals as NUMERIC affinity keeps them: INTEGER when whole, REAL otherwise.</summary>
internal sealed class DecimalNumberDecoder(DecimalType type, ArrowAllocator allocator) : CellDecoder(new FixedWidthBuilder<Int128>(type, allocator))
{
    private readonly Int128 _scaleFactor = DecimalSpelling.PowerOfTen(type.Scale);
    private readonly long _mostWhole = (long)Int128.Min(long.MaxValue, (DecimalSpelling.PowerOfTen(type.Precision) - 1) / DecimalSpelling.PowerOfTen(type.Scale));

    public override bool TryAppend(nint value)
    {
        FixedWidthBuilder<Int128> builder = (FixedWidthBuilder<Int128>)Builder;
        switch ((StorageClass)NativeValue.Type(value))
        {
            case StorageClass.Real:
                if (!DecimalReal.TryToDecimal(NativeValue.Double(value), type.Precision, type.Scale, out Int128 unscaled))
                {
                    return false;
                }

                builder.Append(unscaled);
                return true;
            case StorageClass.Integer:
                long whole = NativeValue.Int64(value);
                if (whole > _mostWhole || whole < -_mostWhole)
                {
                    return false;
                }

                builder.Append(whole * _scaleFactor);
                return true;
            case StorageClass.Null:
                builder.AppendNull();
                return true;
            default:
                return false;
        }
    }
}
