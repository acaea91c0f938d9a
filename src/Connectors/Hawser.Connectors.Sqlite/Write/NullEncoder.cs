using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>A column of nulls.</summary>
internal sealed class NullEncoder(int parameter) : CellEncoder(parameter)
{
    protected override int BindValue(nint statement, int row) => NativeBind.Null(statement, Parameter);
}
