using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Owns one <c>sqlite3_stmt*</c>.</summary>
internal sealed class StatementHandle : SafeHandle
{
    public StatementHandle(nint statement)
        : base(0, ownsHandle: true) => SetHandle(statement);

    public override bool IsInvalid => handle == 0;

    /// <summary>The raw pointer, for calls made while the owner keeps this handle open.</summary>
    public nint Pointer => handle;

    /// <summary>The result of finalizing repeats the error of the last step, which was reported already.</summary>
    protected override bool ReleaseHandle()
    {
        _ = NativeStatement.Finalize(handle);
        return true;
    }
}
