using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Singles as REAL, with the limits of <see cref="Float64Encoder"/>.</summary>
internal sealed unsafe class Float32Encoder(int parameter, bool keepsNegativeZero) : CellEncoder(parameter)
{
    private float* _values;

    public override string MisfitReason => keepsNegativeZero ? "is NaN, which SQLite turns into NULL" : "is NaN or -0.0, which SQLite turns into NULL and 0.0";

    protected override void BeginCore() => _values = (float*)Column.DataPointer + Column.Offset;

    protected override int BindValue(nint statement, int row)
    {
        float value = _values[row];
        bool isNegativeZero = value == 0 && float.IsNegative(value) && !keepsNegativeZero;
        return float.IsNaN(value) || isNegativeZero ? Misfit : NativeBind.Double(statement, Parameter, value);
    }
}
