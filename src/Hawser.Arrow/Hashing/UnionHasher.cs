namespace Hawser.Arrow;

/// <summary>Hashes unions, sparse and dense alike: the chosen child's position and its value, which may be null.</summary>
internal sealed unsafe class UnionHasher : ValueHasher
{
    private readonly UnionType _type;
    private readonly HashSeed _seed;
    private readonly ValueHasher[] _children;

    public UnionHasher(UnionType type, HashSeed seed)
    {
        _type = type;
        _seed = seed;
        _children = [.. type.Children.Select((c, i) => Create(c.Type, HashSeed.Position(i)))];
    }

    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        for (int i = 0; i < count; i++)
        {
            int child = _type.ChildIndexOf(array.UnionTypeId(start + i));
            if (child < 0)
            {
                // Only beneath a null parent, where the hash is thrown away.
                HashMix.Mix(0, 0, HashMix.Tag(HashKind.Null), _seed, out lane0[i], out lane1[i]);
                continue;
            }

            ulong word0, word1;
            _children[child].Hash(array.Children[child], array.UnionChildRow(start + i), 1, &word0, &word1);
            HashMix.Mix(word0, word1, HashMix.Tag(HashKind.Union, child), _seed, out lane0[i], out lane1[i]);
        }
    }
}
