using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Turns a column of one Arrow type into another, values kept or refused, never bent. Stateless between batches.</summary>
internal abstract class ColumnConverter
{
    /// <summary>The column in the new type; the caller owns one reference.</summary>
    /// <exception cref="MisfitException">A value does not fit.</exception>
    public abstract ArrowArray Convert(ArrowArray source, ArrowAllocator allocator);

    /// <summary>The rows' validity moved to offset 0, for a new array beside a source's; null when no row is null.</summary>
    protected static unsafe ArrowBuffer? CopyValidity(ArrowArray source, ArrowAllocator allocator)
    {
        if (source.NullCount == 0 || source.ValidityPointer == null)
        {
            return null;
        }

        ArrowBuffer bits = allocator.AllocateZeroed(Bitmap.ByteCount(source.Length));
        Bitmap.Copy(source.ValidityPointer, source.Offset, bits.Pointer, 0, source.Length);
        return bits;
    }

    /// <summary>A new fixed-width array beside a source: its values are in a buffer that the caller filled and hands over, its nulls are the source's.</summary>
    protected static ArrowArray FixedWidth(ArrowType type, ArrowArray source, ArrowBuffer values, ArrowAllocator allocator)
    {
        ArrowArray? array = null;
        ArrowBuffer? validity = null;
        try
        {
            validity = CopyValidity(source, allocator);
            return array = new ArrowArray(type, source.Length, source.NullCount, [validity, values]);
        }
        finally
        {
            if (array is null)
            {
                values.Release();
                validity?.Release();
            }
        }
    }
}
