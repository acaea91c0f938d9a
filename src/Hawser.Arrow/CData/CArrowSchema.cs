using System.Runtime.InteropServices;

namespace Hawser.Arrow.CData;

/// <summary>A type or field as C code sees it. Whoever holds the struct calls <see cref="Release"/> once, unless it is null already.</summary>
/// <remarks>Source: Arrow C data interface, "The ArrowSchema structure".</remarks>
[StructLayout(LayoutKind.Sequential)]
public unsafe struct CArrowSchema
{
    /// <summary>The type as a NUL-terminated format string; see <see cref="ArrowFormat"/>.</summary>
    public byte* Format;

    /// <summary>The field's name, NUL-terminated UTF-8; null counts as empty.</summary>
    public byte* Name;

    /// <summary>Key–value metadata in the interface's binary form; null when there is none.</summary>
    public byte* Metadata;

    /// <summary>A combination of <see cref="CArrowFlags"/>.</summary>
    public long Flags;

    /// <summary>How many children there are.</summary>
    public long ChildCount;

    /// <summary>The children, owned by this struct.</summary>
    public CArrowSchema** Children;

    /// <summary>The type of a dictionary's values; null for other types.</summary>
    public CArrowSchema* Dictionary;

    /// <summary>Frees what the struct points to and sets itself to null; null when released or moved away.</summary>
    public delegate* unmanaged[Cdecl]<CArrowSchema*, void> Release;

    /// <summary>The producer's own.</summary>
    public void* PrivateData;
}
