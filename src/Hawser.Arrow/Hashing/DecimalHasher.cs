namespace Hawser.Arrow;

internal sealed unsafe class DecimalHasher<T, TNormal>(int scale, HashSeed seed) : ValueHasher
    where T : unmanaged
    where TNormal : struct, INormalDecimal<T>
{
    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        T* values = (T*)array.DataPointer + array.Offset + start;
        int columnScale = scale;
        HashSeed place = seed;
        for (int i = 0; i < count; i++)
        {
            TNormal.Of(values + i, columnScale, out ulong word0, out ulong word1, out ulong tag);
            HashMix.Mix(word0, word1, tag, place, out lane0[i], out lane1[i]);
        }

        PutNulls(array, start, count, seed, lane0, lane1);
    }
}
