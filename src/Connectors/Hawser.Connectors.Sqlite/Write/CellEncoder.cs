using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>
/// Binds the values of one Arrow column to one parameter. Chosen once per column. Texts and bytes are bound where they lie: the batch must live until the statement
/// has run and its bindings are cleared or made anew.
/// </summary>
internal abstract class CellEncoder(int parameter) : ColumnEncoder
{
    /// <summary>What <see cref="Bind"/> returns for a value that the target cannot keep whole; no result code is negative.</summary>
    public const int Misfit = -1;

    public override string MisfitReason => "does not fit the column's type";

    protected int Parameter { get; } = parameter;

    /// <summary>Binds a row; a result code, or <see cref="Misfit"/> with nothing bound.</summary>
    public int Bind(nint statement, int row) => IsNull(row) ? NativeBind.Null(statement, Parameter) : BindValue(statement, row);

    protected abstract int BindValue(nint statement, int row);
}
