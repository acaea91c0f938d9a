using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Owns one <c>sqlite3*</c>. Statements may outlive it: the library closes when the last of them is finalized.</summary>
internal sealed class DatabaseHandle : SafeHandle
{
    public DatabaseHandle(nint database)
        : base(0, ownsHandle: true) => SetHandle(database);

    public override bool IsInvalid => handle == 0;

    /// <summary>The raw pointer, for calls made while the owner keeps this handle open.</summary>
    public nint Pointer => handle;

    protected override bool ReleaseHandle() => NativeDatabase.Close(handle) == ResultCode.Ok;
}
