using System.Numerics;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Integers of up to 64 bits as INTEGER, within the range of the target's type.</summary>
internal sealed unsafe class IntegerEncoder<T>(int parameter, long least, long most) : CellEncoder(parameter)
    where T : unmanaged, IBinaryInteger<T>
{
    private T* _values;

    public override string MisfitReason => $"lies outside {least} to {most}";

    protected override void BeginCore() => _values = (T*)Column.DataPointer + Column.Offset;

    protected override int BindValue(nint statement, int row)
    {
        long value = long.CreateTruncating(_values[row]);
        return value < least || value > most ? Misfit : NativeBind.Int64(statement, Parameter, value);
    }
}
