using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Owns one duckdb_logical_type.</summary>
internal sealed class LogicalTypeHandle : SafeHandle
{
    public LogicalTypeHandle(nint type)
        : base(0, ownsHandle: true) => SetHandle(type);

    public override bool IsInvalid => handle == 0;

    /// <summary>The raw type; valid as long as this handle is kept alive by the caller.</summary>
    public nint Raw => handle;

    protected override unsafe bool ReleaseHandle()
    {
        nint type = handle;
        LogicalTypeApi.duckdb_destroy_logical_type(&type);
        return true;
    }
}
