namespace Hawser.Arrow;

/// <summary>The owner of memory that did not come from an <see cref="ArrowAllocator"/>: an imported C array, a mapped file.</summary>
public interface IForeignMemory
{
    /// <summary>Counts one more buffer that points into the memory.</summary>
    void Retain();

    /// <summary>Counts one buffer less; the last one lets the memory go.</summary>
    void Release();
}
