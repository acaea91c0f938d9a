using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hawser.Locations;

/// <summary>Whether Linux writes an open file past its cache (O_DIRECT).</summary>
/// <remarks>Source: open(2), fcntl(2); the flag's value differs between processors: asm/fcntl.h.</remarks>
internal static partial class CacheBypass
{
    private const int GetFlags = 3;
    private const int SetFlags = 4;

    private static readonly int Direct = !OperatingSystem.IsLinux() ? 0 : RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => 0x4000,
        Architecture.Arm64 => 0x10000,
        _ => 0,
    };

    /// <summary>Turns it on or off; false where the system or the file system knows nothing of it.</summary>
    public static bool TrySet(SafeFileHandle file, bool bypass)
    {
        if (Direct == 0)
        {
            return false;
        }

        int flags = Control(file, GetFlags, 0);
        return flags >= 0 && Control(file, SetFlags, bypass ? flags | Direct : flags & ~Direct) >= 0;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int Control(SafeFileHandle file, int command, int argument);
}
