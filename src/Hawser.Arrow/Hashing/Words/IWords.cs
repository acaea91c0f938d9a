namespace Hawser.Arrow;

/// <summary>The two words that stand for a fixed-width value.</summary>
internal interface IWords
{
    static abstract void Of<T>(T value, long factor, out ulong word0, out ulong word1)
        where T : unmanaged;
}
