using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Owns one duckdb_database.</summary>
internal sealed class InstanceHandle : SafeHandle
{
    public InstanceHandle(nint database)
        : base(0, ownsHandle: true) => SetHandle(database);

    public override bool IsInvalid => handle == 0;

    protected override unsafe bool ReleaseHandle()
    {
        nint database = handle;
        InstanceApi.duckdb_close(&database);
        return true;
    }
}
