namespace Hawser.Arrow;

internal sealed unsafe class NullHasher(HashSeed seed) : ValueHasher
{
    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        HashMix.Mix(0, 0, HashMix.Tag(HashKind.Null), seed, out ulong null0, out ulong null1);
        new Span<ulong>(lane0, count).Fill(null0);
        new Span<ulong>(lane1, count).Fill(null1);
    }
}
