namespace Hawser.Arrow;

/// <summary>Hashes values of a fixed width that two words hold.</summary>
internal sealed unsafe class FixedHasher<T, TWords>(HashKind kind, HashSeed seed, long factor = 1) : ValueHasher
    where T : unmanaged
    where TWords : struct, IWords
{
    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        T* values = (T*)array.DataPointer + array.Offset + start;
        ulong tag = HashMix.Tag(kind);
        ulong tag0 = unchecked(tag * HashMix.K2), tag1 = unchecked(tag * HashMix.K3), a = seed.A, b = seed.B;
        long multiply = factor;
        for (int i = 0; i < count; i++)
        {
            TWords.Of(values[i], multiply, out ulong word0, out ulong word1);
            HashMix.Mix(word0, word1, tag0, tag1, a, b, out lane0[i], out lane1[i]);
        }

        PutNulls(array, start, count, seed, lane0, lane1);
    }
}
