using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>A C array that was moved to us: all its buffers hold it, and the last one to go calls its release, once.</summary>
internal sealed unsafe class ImportedArray : IForeignMemory
{
    private readonly CArrowArray* _array;
    private int _references = 1;

    /// <summary>Takes the struct's content over and leaves it marked as moved away. The maker holds one reference.</summary>
    public ImportedArray(CArrowArray* source)
    {
        _array = (CArrowArray*)NativeMemory.Alloc((nuint)sizeof(CArrowArray));
        *_array = *source;
        source->Release = null;
    }

    public CArrowArray* Array => _array;

    public void Retain() => Interlocked.Increment(ref _references);

    public void Release()
    {
        if (Interlocked.Decrement(ref _references) == 0)
        {
            CArrayImporter.Release(_array);
            NativeMemory.Free(_array);
        }
    }
}
