using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>A source of batches as C code sees it. Whoever holds the struct calls <see cref="Release"/> once, unless it is null already.</summary>
/// <remarks>Source: Arrow C stream interface, "Structure definition". The functions return 0 or an errno code.</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CArrowArrayStream
{
    /// <summary>Fills in the schema, which the caller then owns.</summary>
    public delegate* unmanaged[Cdecl]<CArrowArrayStream*, CArrowSchema*, int> GetSchema;

    /// <summary>Fills in the next batch, which the caller then owns; a released array says that there are no more.</summary>
    public delegate* unmanaged[Cdecl]<CArrowArrayStream*, CArrowArray*, int> GetNext;

    /// <summary>The last error as NUL-terminated UTF-8, valid until the next call; may be null.</summary>
    public delegate* unmanaged[Cdecl]<CArrowArrayStream*, byte*> GetLastError;

    /// <summary>Ends the stream and sets itself to null; null when released or moved away. Batches that were handed out stay valid.</summary>
    public delegate* unmanaged[Cdecl]<CArrowArrayStream*, void> Release;

    /// <summary>The producer's own.</summary>
    public void* PrivateData;
}
