using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>
/// Fills one column's vectors from Arrow arrays. Chosen once per column; then called per chunk without allocating. Text is not copied: the vector points
/// into the array, which the caller keeps until the engine has taken the chunk.
/// </summary>
internal abstract unsafe class VectorEncoder
{
    /// <summary>Writes the rows [<paramref name="row"/>, <paramref name="row"/> + <paramref name="count"/>) to the vector from position <paramref name="at"/> on.</summary>
    /// <exception cref="Types.CellMisfitException">A value does not fit; its row counts from the array's first.</exception>
    public abstract void Write(ArrowArray source, int row, int count, nint vector, int at);

    /// <summary>Makes one position of a vector null, children included, as the engine expects below a null.</summary>
    public virtual void SetNull(nint vector, int position)
    {
        ChunkApi.duckdb_vector_ensure_validity_writable(vector);
        Bitmap.Clear((byte*)ChunkApi.duckdb_vector_get_validity(vector), position);
    }

    /// <summary>Copies the rows' validity. Returns whether any of them may be null.</summary>
    protected static bool WriteValidity(ArrowArray source, int row, int count, nint vector, int at)
    {
        if (source.ValidityPointer is null || source.NullCount == 0)
        {
            return false;
        }

        ChunkApi.duckdb_vector_ensure_validity_writable(vector);
        Bitmap.Copy(source.ValidityPointer, source.Offset + row, (byte*)ChunkApi.duckdb_vector_get_validity(vector), at, count);
        return true;
    }
}
