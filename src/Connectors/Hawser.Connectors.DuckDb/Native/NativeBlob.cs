using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>duckdb_bit and duckdb_blob: bytes and their count.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeBlob
{
    public byte* Data;
    public ulong Size;
}
