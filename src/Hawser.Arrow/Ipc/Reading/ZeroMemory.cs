using System.Runtime.InteropServices;

namespace Hawser.Arrow.Ipc;

/// <summary>A few zero bytes that live as long as the process: the offsets of an array without rows whose writer left them out.</summary>
internal sealed unsafe class ZeroMemory : IForeignMemory
{
    private static readonly ZeroMemory Owner = new();
    private static readonly byte* Zeros = Allocate();

    private ZeroMemory()
    {
    }

    public static ArrowBuffer Buffer() => new(Owner, Zeros, ArrowAllocator.Alignment);

    public void Retain()
    {
    }

    public void Release()
    {
    }

    private static byte* Allocate()
    {
        var zeros = (byte*)NativeMemory.AlignedAlloc(ArrowAllocator.Alignment, ArrowAllocator.Alignment);
        NativeMemory.Clear(zeros, ArrowAllocator.Alignment);
        return zeros;
    }
}
