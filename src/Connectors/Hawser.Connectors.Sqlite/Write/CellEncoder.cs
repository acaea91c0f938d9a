using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>
/// Binds the values of one Arrow column to one parameter. Chosen once per column. Texts and bytes are bound where they lie: the batch must live until the statement
/// has run and its bindings are cleared or made anew.
/// </summary>
internal abstract unsafe class CellEncoder(int parameter) : IDisposable
{
    /// <summary>What <see cref="Bind"/> returns for a value that the target cannot keep whole; no result code is negative.</summary>
    public const int Misfit = -1;

    private byte* _validity;
    private int _offset;

    /// <summary>Why values are refused, to follow "the value …".</summary>
    public virtual string MisfitReason => "does not fit the column's type";

    protected int Parameter { get; } = parameter;

    /// <summary>The column of the current batch.</summary>
    protected ArrowArray Column { get; private set; } = null!;

    /// <summary>Starts with a batch's column.</summary>
    public void Begin(ArrowArray column)
    {
        Column = column;
        _validity = column.ValidityPointer;
        _offset = column.Offset;
        BeginCore();
    }

    /// <summary>Binds a row; a result code, or <see cref="Misfit"/> with nothing bound.</summary>
    public int Bind(nint statement, int row) =>
        _validity != null && !Bitmap.Get(_validity, _offset + row) ? NativeBind.Null(statement, Parameter) : BindValue(statement, row);

    public virtual void Dispose()
    {
    }

    protected virtual void BeginCore()
    {
    }

    protected abstract int BindValue(nint statement, int row);
}
