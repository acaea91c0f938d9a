using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>duckdb_bignum: magnitude bytes, most significant first, and a sign.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct NativeBignum
{
    public byte* Data;
    public ulong Size;
    public byte IsNegative;
}
