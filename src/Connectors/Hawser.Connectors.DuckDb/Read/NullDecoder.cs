using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>The type of NULL itself: it only counts.</summary>
internal sealed class NullDecoder(ArrowAllocator allocator) : VectorDecoder(ArrowType.Null, allocator)
{
    public override long ByteCount => 0;

    public override void Append(nint vector, int start, int count) => Validity.AppendValid(count);

    public override ArrowArray Finish()
    {
        var length = Length;
        Validity.Finish()?.Release();
        return new ArrowArray(ArrowType.Null, length, length, []);
    }

    protected override void Free()
    {
    }
}
