namespace Hawser.Arrow.Ipc;

/// <summary>
/// Bounds the work that one piece of metadata may cause. Pointers in FlatBuffers may share their targets, so that a forged buffer of a few hundred
/// bytes could unfold to any number of fields; honest writers share next to nothing.
/// </summary>
internal sealed class DecodeBudget
{
    private const int SharingFactor = 16;
    private const int AlwaysAllowed = 64 << 10;
    private long _left;

    public DecodeBudget(int metadataBytes) => _left = ((long)metadataBytes * SharingFactor) + AlwaysAllowed;

    public void Spend(long bytes)
    {
        _left -= bytes;
        if (_left < 0)
        {
            throw new ArrowException("The Arrow metadata unfolds to far more than its size: it points to the same parts again and again.");
        }
    }

    /// <summary>Refuses types that are nested deeper than any honest schema.</summary>
    public static void CheckDepth(int depth)
    {
        if (depth > NestedType.MaxDepth)
        {
            throw new ArrowException($"A type in the Arrow schema is nested deeper than {NestedType.MaxDepth} levels.");
        }
    }
}
