using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>duckdb_string_t: 16 bytes. Up to 12 bytes of text lie inside it; longer text is four bytes of prefix and a pointer.</summary>
[StructLayout(LayoutKind.Explicit, Size = 16)]
internal unsafe struct NativeString
{
    /// <summary>The longest text, in bytes, that lies inside the struct.</summary>
    public const int InlineBytes = 12;

    [FieldOffset(0)] public uint Length;
    [FieldOffset(4)] public uint Prefix;
    [FieldOffset(8)] public byte* Pointer;

    /// <summary>The bytes of a string that lies in native memory (the address of an inlined one is the struct's own).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static byte* Bytes(NativeString* text) => text->Length <= InlineBytes ? (byte*)text + 4 : text->Pointer;
}
