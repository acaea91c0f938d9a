using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Decimals as NUMERIC affinity keeps them: INTEGER when whole, the nearest REAL otherwise. A value is refused when its REAL would not lead back to it.</summary>
internal sealed unsafe class DecimalNumberEncoder(int parameter, DecimalType type) : CellEncoder(parameter)
{
    private readonly Int128 _scaleFactor = DecimalSpelling.PowerOfTen(type.Scale);
    private Int128* _values;

    public override string MisfitReason => $"has more digits than a number of SQLite keeps, or than {type} has";

    protected override void BeginCore() => _values = (Int128*)Column.DataPointer + Column.Offset;

    protected override int BindValue(nint statement, int row)
    {
        Int128 unscaled = _values[row];
        if (unscaled >= DecimalSpelling.PowerOfTen(type.Precision) || -unscaled >= DecimalSpelling.PowerOfTen(type.Precision))
        {
            return Misfit;
        }

        if (type.Precision <= DecimalReal.MostDigits)
        {
            return BindShort(statement, (long)unscaled);
        }

        (Int128 whole, Int128 fraction) = Int128.DivRem(unscaled, _scaleFactor);
        if (fraction == 0 && whole >= long.MinValue && whole <= long.MaxValue)
        {
            return NativeBind.Int64(statement, Parameter, (long)whole);
        }

        double real = NearestReal(unscaled);
        return DecimalReal.TryToDecimal(real, type.Precision, type.Scale, out Int128 back) && back == unscaled
            ? NativeBind.Double(statement, Parameter, real)
            : Misfit;
    }

    private int BindShort(nint statement, long unscaled)
    {
        long factor = (long)_scaleFactor;
        (long whole, long fraction) = Math.DivRem(unscaled, factor);
        return fraction == 0
            ? NativeBind.Int64(statement, Parameter, whole)
            : NativeBind.Double(statement, Parameter, DecimalReal.FromDecimal(unscaled, type.Scale));
    }

    private double NearestReal(Int128 unscaled)
    {
        Span<byte> text = stackalloc byte[DecimalSpelling.MaxBytes];
        return double.Parse(text[..DecimalSpelling.Format(unscaled, type.Scale, text)], System.Globalization.CultureInfo.InvariantCulture);
    }
}
