using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>What an exported C array keeps alive until its release is called: one reference on the managed owner, and the block that its pointers lie in.</summary>
internal sealed unsafe class ExportedArray(IDisposable owner, void* block, ArrowBuffer? shiftedValidity)
{
    public static ExportedArray Of(CArrowArray* array) => (ExportedArray)GCHandle.FromIntPtr((nint)array->PrivateData).Target!;

    public void Attach(CArrowArray* array) => array->PrivateData = (void*)GCHandle.ToIntPtr(GCHandle.Alloc(this));

    /// <summary>Gives everything back and marks the struct as released.</summary>
    public void Free(CArrowArray* array)
    {
        GCHandle.FromIntPtr((nint)array->PrivateData).Free();
        for (long i = 0; i < array->ChildCount; i++)
        {
            CArrayImporter.Release(array->Children[i]);
        }

        CArrayImporter.Release(array->Dictionary);
        *array = default;
        NativeMemory.Free(block);
        shiftedValidity?.Release();
        owner.Dispose();
    }
}
