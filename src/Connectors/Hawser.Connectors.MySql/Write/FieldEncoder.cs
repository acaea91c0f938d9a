using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Writes the values of one Arrow column as the text that the server makes the column's values of: the same text in a file of LOAD DATA and between the quotes of a literal. Chosen once per
/// column. A value that the server would refuse or change is a misfit: nothing of it counts then, and <see cref="MisfitReason"/> says why.
/// </summary>
/// <remarks>Source: MySQL Reference Manual, "LOAD DATA Statement", "String Literals".</remarks>
internal abstract unsafe class FieldEncoder
{
    private byte* _validity;
    private int _offset;
    private bool _isNull;

    /// <summary>Why the last value was refused, to follow "the value …".</summary>
    public string MisfitReason { get; private set; } = "";

    /// <summary>The column of the current batch.</summary>
    protected ArrowArray Column { get; private set; } = null!;

    /// <summary>Starts with a batch's column.</summary>
    public void Begin(ArrowArray column)
    {
        Column = column;
        _validity = column.ValidityPointer;
        _offset = column.Offset;
        _isNull = column.Type.Id == ArrowTypeId.Null;
        BeginCore();
    }

    /// <summary>Whether a row's value is NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool IsNull(int row) => _isNull || (_validity != null && !Bitmap.Get(_validity, _offset + row)) || IsNullValue(row);

    /// <summary>Writes a row's value, which is not NULL; false for a misfit.</summary>
    public abstract bool TryWrite(int row, LoadOutput output);

    /// <summary>Whether a value that is there stands for NULL, as an index of a dictionary may.</summary>
    protected virtual bool IsNullValue(int row) => false;

    protected virtual void BeginCore()
    {
    }

    /// <summary>Refuses a value.</summary>
    protected bool Refuse(string reason)
    {
        MisfitReason = reason;
        return false;
    }
}
