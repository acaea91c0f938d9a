using System.Numerics;

namespace Hawser.Arrow;

/// <summary>Hashes lists of any physical form, and maps as lists of entries: elements in order, then their number.</summary>
internal sealed unsafe class ListHasher(HashKind kind, ArrowType item, HashSeed seed) : ValueHasher
{
    private readonly ValueHasher _items = Create(item, HashSeed.Element);
    private readonly ulong[] _item0 = new ulong[BlockRows];
    private readonly ulong[] _item1 = new ulong[BlockRows];
    private int _blockStart;
    private int _blockEnd;

    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        _blockStart = 0;
        _blockEnd = 0;
        int end = array.ListStart(start + count);
        for (int i = 0; i < count; i++)
        {
            int from = array.ListStart(start + i), to = array.ListStart(start + i + 1);
            ulong word0 = HashMix.K6, word1 = HashMix.K7;
            for (int at = from; at < to; at++)
            {
                if (at >= _blockEnd)
                {
                    Fill(array.Children[0], at, end);
                }

                // The elements' hashes are mixed already; what is missing is their order.
                word0 = unchecked((BitOperations.RotateLeft(word0, 29) * HashMix.K4) + _item0[at - _blockStart]);
                word1 = unchecked((BitOperations.RotateLeft(word1, 31) * HashMix.K5) + _item1[at - _blockStart]);
            }

            HashMix.Mix(word0, word1, HashMix.Tag(kind, to - from), seed, out lane0[i], out lane1[i]);
        }

        PutNulls(array, start, count, seed, lane0, lane1);
    }

    private void Fill(ArrowArray items, int from, int end)
    {
        int count = Math.Min(BlockRows, end - from);
        fixed (ulong* lane0 = _item0, lane1 = _item1)
        {
            _items.Hash(items, from, count, lane0, lane1);
        }

        _blockStart = from;
        _blockEnd = from + count;
    }
}
