using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Owns one duckdb_connection and keeps its instance open as long as it lives.</summary>
internal sealed class SessionHandle : SafeHandle
{
    private readonly InstanceHandle _instance;

    private SessionHandle(InstanceHandle instance, nint connection)
        : base(0, ownsHandle: true)
    {
        _instance = instance;
        SetHandle(connection);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Connects; null when the engine refuses, which it does only without memory.</summary>
    public static unsafe SessionHandle? Open(InstanceHandle instance)
    {
        var held = false;
        instance.DangerousAddRef(ref held);
        nint connection = 0;
        if (InstanceApi.duckdb_connect(instance, &connection) == 0)
        {
            return new SessionHandle(instance, connection);
        }

        instance.DangerousRelease();
        return null;
    }

    protected override unsafe bool ReleaseHandle()
    {
        nint connection = handle;
        InstanceApi.duckdb_disconnect(&connection);
        _instance.DangerousRelease();
        return true;
    }
}
