namespace Hawser.Arrow;

/// <summary>Hashes structs: the lane-wise sum of the children's hashes at their positions, then their number. Names do not count.</summary>
internal sealed unsafe class StructHasher : ValueHasher
{
    private readonly HashSeed _seed;
    private readonly ValueHasher[] _children;
    private readonly ulong[] _child0 = new ulong[BlockRows];
    private readonly ulong[] _child1 = new ulong[BlockRows];

    public StructHasher(StructType type, HashSeed seed)
    {
        _seed = seed;
        _children = [.. type.Children.Select((c, i) => Create(c.Type, HashSeed.Position(i)))];
    }

    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        new Span<ulong>(lane0, count).Clear();
        new Span<ulong>(lane1, count).Clear();
        fixed (ulong* child0 = _child0, child1 = _child1)
        {
            for (int c = 0; c < _children.Length; c++)
            {
                _children[c].Hash(array.Children[c], start, count, child0, child1);
                LaneSums.Add(child0, lane0, count);
                LaneSums.Add(child1, lane1, count);
            }
        }

        ulong tag = HashMix.Tag(HashKind.Struct, _children.Length);
        for (int i = 0; i < count; i++)
        {
            HashMix.Mix(lane0[i], lane1[i], tag, _seed, out lane0[i], out lane1[i]);
        }

        PutNulls(array, start, count, _seed, lane0, lane1);
    }
}
