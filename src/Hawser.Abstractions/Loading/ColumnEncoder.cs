using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// What writes the values of one Arrow column in an engine's form. Chosen once per column, begun with each batch, then asked row by row without making objects. A value that the engine would
/// refuse or change is a misfit, for which <see cref="MisfitReason"/> says why.
/// </summary>
public abstract unsafe class ColumnEncoder
{
    private byte* _validity;
    private int _offset;
    private string _misfitReason = "";

    /// <summary>Why the last value was refused, to follow "the value …".</summary>
    public virtual string MisfitReason => _misfitReason;

    /// <summary>The column of the current batch. Borrowed.</summary>
    protected ArrowArray Column { get; private set; } = null!;

    /// <summary>Starts with a batch's column, which must live until the last of its rows was written.</summary>
    public void Begin(ArrowArray column)
    {
        ArgumentNullException.ThrowIfNull(column);
        Column = column;
        _validity = column.ValidityPointer;
        _offset = column.Offset;
        BeginCore();
    }

    /// <summary>Whether a row is null by the column's own bitmap. The row is not checked.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    protected bool IsNull(int row) => _validity != null && !Bitmap.Get(_validity, _offset + row);

    /// <summary>Looks up what it needs of <see cref="Column"/>.</summary>
    protected virtual void BeginCore()
    {
    }

    /// <summary>Refuses a value; always false.</summary>
    protected bool Refuse(string reason)
    {
        _misfitReason = reason;
        return false;
    }
}
