using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// Writes the values of one Arrow column as fields of a binary COPY: their length, or -1 for NULL, and their bytes. Chosen once per column. A value that the column at the server would
/// refuse or change is a misfit: nothing of it counts then, and <see cref="MisfitReason"/> says why.
/// </summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; the values are what the types' receive functions take.</remarks>
internal abstract unsafe class CopyEncoder
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

    /// <summary>Writes a row's field; false for a misfit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWrite(int row, CopyOutput output)
    {
        if (_isNull || (_validity != null && !Bitmap.Get(_validity, _offset + row)))
        {
            output.Int32(-1);
            return true;
        }

        return TryWriteValue(row, output);
    }

    protected virtual void BeginCore()
    {
    }

    protected abstract bool TryWriteValue(int row, CopyOutput output);

    /// <summary>Refuses a value.</summary>
    protected bool Refuse(string reason)
    {
        MisfitReason = reason;
        return false;
    }
}
