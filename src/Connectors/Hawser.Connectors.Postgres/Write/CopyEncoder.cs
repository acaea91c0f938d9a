using System.Runtime.CompilerServices;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Writes the values of one Arrow column as fields of a binary COPY: their length, or -1 for NULL, and their bytes. Nothing of a misfit counts.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/sql-copy.html, "Binary Format"; the values are what the types' receive functions take.</remarks>
internal abstract class CopyEncoder : ColumnEncoder
{
    /// <summary>Writes a row's field; false for a misfit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryWrite(int row, CopyOutput output)
    {
        if (IsNull(row))
        {
            output.Int32(-1);
            return true;
        }

        return TryWriteValue(row, output);
    }

    protected abstract bool TryWriteValue(int row, CopyOutput output);
}
