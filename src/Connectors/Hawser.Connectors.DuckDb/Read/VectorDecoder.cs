using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>
/// Copies one column's vectors into Arrow buffers. Chosen once per column; then called per chunk without allocating anything but buffers.
/// Vectors are flat, as every fetched chunk's are.
/// </summary>
internal abstract unsafe class VectorDecoder(ArrowType type, ArrowAllocator allocator) : IDisposable
{
    /// <summary>The type of the arrays that are made.</summary>
    public ArrowType Type { get; } = type;

    /// <summary>Bytes held so far, children included.</summary>
    public abstract long ByteCount { get; }

    /// <summary>Rows so far.</summary>
    public virtual int Length => Validity.Length;

    protected ArrowAllocator Allocator { get; } = allocator;

    protected ValidityBuilder Validity { get; } = new(allocator);

    /// <summary>Appends the rows [<paramref name="start"/>, <paramref name="start"/> + <paramref name="count"/>) of a vector.</summary>
    /// <exception cref="CellMisfitException">A value has no exact Arrow form.</exception>
    public abstract void Append(nint vector, int start, int count);

    /// <summary>The bytes of variable length that these rows would add; 0 for columns of fixed width.</summary>
    public virtual long Measure(nint vector, int start, int count) => 0;

    /// <summary>Hands the rows over; the caller owns one reference. The decoder is then empty.</summary>
    public abstract ArrowArray Finish();

    public void Dispose()
    {
        Validity.Dispose();
        Free();
    }

    protected abstract void Free();

    /// <summary>Appends the rows' validity and returns the vector's mask, null when these rows hold no null.</summary>
    protected byte* AppendValidity(nint vector, int start, int count)
    {
        var mask = (byte*)ChunkApi.duckdb_vector_get_validity(vector);
        if (mask is null)
        {
            Validity.AppendValid(count);
            return null;
        }

        var before = Validity.NullCount;
        Validity.AppendBits(mask, start, count);
        return Validity.NullCount == before ? null : mask;
    }
}
