using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>A column of the null type.</summary>
internal sealed class NullEncoder : VectorEncoder
{
    public override void Write(ArrowArray source, int row, int count, nint vector, int at)
    {
        for (var i = 0; i < count; i++)
        {
            SetNull(vector, at + i);
        }
    }
}
