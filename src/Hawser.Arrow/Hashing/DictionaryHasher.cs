namespace Hawser.Arrow;

/// <summary>Hashes a dictionary column like the plain column it stands for. A small dictionary is hashed once, not once per batch.</summary>
internal sealed unsafe class DictionaryHasher(DictionaryType type, HashSeed seed) : ValueHasher
{
    private const int LargestKept = 1 << 16;
    private readonly ValueHasher _values = Create(type.Value, seed);
    private ArrowArray? _hashed;
    private ulong[] _value0 = [];
    private ulong[] _value1 = [];

    public override void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1)
    {
        ArrowArray dictionary = array.Dictionary!;
        bool kept = dictionary.Length <= LargestKept;
        if (kept && !ReferenceEquals(dictionary, _hashed))
        {
            HashDictionary(dictionary);
        }

        for (int i = 0; i < count; i++)
        {
            // Beneath a null parent an index may be anything; its hash is thrown away.
            long index = array.IsNull(start + i) ? -1 : array.GetDictionaryIndex(start + i);
            if ((ulong)index >= (ulong)dictionary.Length)
            {
                HashMix.Mix(0, 0, HashMix.Tag(HashKind.Null), seed, out lane0[i], out lane1[i]);
            }
            else if (kept)
            {
                lane0[i] = _value0[index];
                lane1[i] = _value1[index];
            }
            else
            {
                _values.Hash(dictionary, (int)index, 1, lane0 + i, lane1 + i);
            }
        }
    }

    private void HashDictionary(ArrowArray dictionary)
    {
        _hashed = null;
        if (_value0.Length < dictionary.Length)
        {
            _value0 = new ulong[dictionary.Length];
            _value1 = new ulong[dictionary.Length];
        }

        fixed (ulong* lane0 = _value0, lane1 = _value1)
        {
            for (int at = 0; at < dictionary.Length; at += BlockRows)
            {
                _values.Hash(dictionary, at, Math.Min(BlockRows, dictionary.Length - at), lane0 + at, lane1 + at);
            }
        }

        _hashed = dictionary;
    }
}
