using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Doubles as REAL. SQLite would make NULL of NaN, and 0.0 of −0.0 in every column that is not free of affinity.</summary>
internal sealed unsafe class Float64Encoder(int parameter, bool keepsNegativeZero) : CellEncoder(parameter)
{
    private double* _values;

    public override string MisfitReason => keepsNegativeZero ? "is NaN, which SQLite turns into NULL" : "is NaN or -0.0, which SQLite turns into NULL and 0.0";

    protected override void BeginCore() => _values = (double*)Column.DataPointer + Column.Offset;

    protected override int BindValue(nint statement, int row)
    {
        double value = _values[row];
        bool isNegativeZero = value == 0 && double.IsNegative(value) && !keepsNegativeZero;
        return double.IsNaN(value) || isNegativeZero ? Misfit : NativeBind.Double(statement, Parameter, value);
    }
}
