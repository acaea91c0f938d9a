namespace Hawser.Arrow;

/// <summary>
/// Two words that tell apart where a value stands: place 0 is a whole row or key, place 1 an element of a list, place 2 + i column i (or child i of a
/// struct or union).
/// </summary>
internal readonly struct HashSeed
{
    private const ulong Start = 0x312E_7265_7377_6168; // "hawser.1" read as a little-endian word
    private const ulong Step = 0x9E37_79B9_7F4A_7C15; // 2⁶⁴ divided by the golden ratio
    private const int FirstSeedWord = 16;

    private HashSeed(ulong a, ulong b)
    {
        A = a;
        B = b;
    }

    public static HashSeed Row { get; } = At(0);

    public static HashSeed Element { get; } = At(1);

    public ulong A { get; }

    public ulong B { get; }

    public static HashSeed Position(int index) => At(index + 2);

    /// <summary>Word n of the constant stream: the SplitMix64 sequence that begins at <see cref="Start"/>.</summary>
    public static ulong Word(int n)
    {
        ulong z = unchecked(Start + ((ulong)(n + 1) * Step));
        z = unchecked((z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB);
        return z ^ (z >> 31);
    }

    private static HashSeed At(int place) => new(Word(FirstSeedWord + (2 * place)), Word(FirstSeedWord + (2 * place) + 1));
}
