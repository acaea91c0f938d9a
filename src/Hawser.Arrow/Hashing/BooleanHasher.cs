namespace Hawser.Arrow;

internal sealed unsafe class BooleanHasher(HashSeed seed) : ValueHasher
{
    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        ulong tag = HashMix.Tag(HashKind.Boolean);
        HashMix.Mix(0, 0, tag, seed, out ulong false0, out ulong false1);
        HashMix.Mix(1, 0, tag, seed, out ulong true0, out ulong true1);
        byte* bits = array.DataPointer;
        long bit = (long)array.Offset + start;
        for (int i = 0; i < count; i++)
        {
            // Without a branch, which random bits would make the processor guess wrong half the time.
            ulong mask = 0 - ((ulong)bits[(bit + i) >> 3] >> (int)((bit + i) & 7) & 1);
            lane0[i] = false0 ^ (mask & (false0 ^ true0));
            lane1[i] = false1 ^ (mask & (false1 ^ true1));
        }

        PutNulls(array, start, count, seed, lane0, lane1);
    }
}
