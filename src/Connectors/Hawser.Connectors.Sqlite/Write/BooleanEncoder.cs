using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Booleans as INTEGER 0 and 1.</summary>
internal sealed unsafe class BooleanEncoder(int parameter) : CellEncoder(parameter)
{
    protected override int BindValue(nint statement, int row) =>
        NativeBind.Int64(statement, Parameter, Bitmap.Get(Column.DataPointer, Column.Offset + row) ? 1 : 0);
}
