using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>The memory of an array as C code sees it. Whoever holds the struct calls <see cref="Release"/> once, unless it is null already.</summary>
/// <remarks>Source: Arrow C data interface, "The ArrowArray structure".</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CArrowArray
{
    /// <summary>Rows.</summary>
    public long Length;

    /// <summary>Nulls by the validity bitmap; -1 when not counted.</summary>
    public long NullCount;

    /// <summary>The first row's position in the buffers, and in the children of a struct or sparse union.</summary>
    public long Offset;

    /// <summary>How many buffers there are.</summary>
    public long BufferCount;

    /// <summary>How many children there are.</summary>
    public long ChildCount;

    /// <summary>The buffers' addresses; null for an absent validity bitmap.</summary>
    public void** Buffers;

    /// <summary>The children, owned by this struct.</summary>
    public CArrowArray** Children;

    /// <summary>A dictionary's values; null for other types.</summary>
    public CArrowArray* Dictionary;

    /// <summary>Frees what the struct points to and sets itself to null; null when released or moved away.</summary>
    public delegate* unmanaged[Cdecl]<CArrowArray*, void> Release;

    /// <summary>The producer's own.</summary>
    public void* PrivateData;
}
