namespace Hawser.Arrow;

/// <summary>Brings an unscaled value and its scale to the form without zeros at the end.</summary>
internal unsafe interface INormalDecimal<T>
    where T : unmanaged
{
    /// <summary>The words and the tag of the value.</summary>
    static abstract void Of(T* unscaled, int scale, out ulong word0, out ulong word1, out ulong tag);
}
