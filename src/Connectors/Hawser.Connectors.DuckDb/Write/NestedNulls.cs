using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>In Arrow what lies below a null row means nothing; DuckDB wants nulls there. So nested encoders null such rows after their children are written.</summary>
internal static unsafe class NestedNulls
{
    public static void Apply(VectorEncoder encoder, ArrowArray source, int row, int count, nint vector, int at)
    {
        if (source.ValidityPointer is null || source.NullCount == 0)
        {
            return;
        }

        for (var i = 0; i < count; i++)
        {
            if (!Bitmap.Get(source.ValidityPointer, source.Offset + row + i))
            {
                encoder.SetNull(vector, at + i);
            }
        }
    }
}
