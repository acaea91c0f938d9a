using System.Runtime.CompilerServices;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Writes the values of one Arrow column as the text that the server makes the column's values of: the same text in a file of LOAD DATA and between the quotes of a literal; or as bound values, which
/// are that text behind its length, or binary where the server then has less to do. Nothing of a misfit counts.
/// </summary>
/// <remarks>Source: MySQL Reference Manual, "LOAD DATA Statement", "String Literals"; MySQL source documentation, "Binary Protocol Value".</remarks>
internal abstract class FieldEncoder : ColumnEncoder
{
    /// <summary>Whether a row's value is written as NULL.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool WritesNull(int row) => IsNull(row) || IsNullValue(row);

    /// <summary>Writes a row's value, which is not NULL; false for a misfit.</summary>
    public abstract bool TryWrite(int row, LoadOutput output);

    /// <summary>The type of bound values; null where they are texts or bytes.</summary>
    public virtual BoundType? Bound => null;

    /// <summary>Writes a row's value, which is not NULL, to be bound; false for a misfit.</summary>
    public virtual bool TryBind(int row, LoadOutput output)
    {
        int start = output.Length;
        output.Byte(0);
        if (!TryWrite(row, output))
        {
            return false;
        }

        output.PutLength(start);
        return true;
    }

    /// <summary>Whether a value that is there stands for NULL, as an index of a dictionary may.</summary>
    protected virtual bool IsNullValue(int row) => false;
}
