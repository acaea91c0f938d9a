using System.Reflection;
using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Finds the system's SQLite library once per process and says what to install when there is none.</summary>
internal static class SqliteLibrary
{
    /// <summary>The name that every import in this assembly uses; <see cref="Resolve"/> turns it into a file of the running platform.</summary>
    public const string Name = "hawser-sqlite3";

    /// <summary>The oldest library that has <c>PRAGMA table_list</c>, STRICT tables and <c>sqlite3_changes64</c>: 3.37.0.</summary>
    public const int OldestVersion = 3_037_000;

    private static readonly Lazy<nint> Handle = new(Load);

    static SqliteLibrary() => NativeLibrary.SetDllImportResolver(typeof(SqliteLibrary).Assembly, Resolve);

    /// <summary>True when the library was built with <c>SQLITE_ENABLE_COLUMN_METADATA</c>, so that a result column knows its table.</summary>
    public static bool HasColumnMetadata { get; private set; }

    /// <summary>The library's version as <c>3_045_001</c>.</summary>
    public static int VersionNumber { get; private set; }

    /// <summary>Loads the library and checks its version.</summary>
    /// <exception cref="DllNotFoundException">No library, or one that is too old; the message says what to install.</exception>
    public static void EnsureLoaded()
    {
        nint library = Handle.Value;
        if (VersionNumber != 0)
        {
            return;
        }

        int version = NativeDatabase.LibraryVersionNumber();
        if (version < OldestVersion)
        {
            throw new DllNotFoundException(
                $"The SQLite library is version {FormatVersion(version)}; {FormatVersion(OldestVersion)} or later is needed. {InstallHint()}");
        }

        HasColumnMetadata = NativeLibrary.TryGetExport(library, "sqlite3_column_table_name", out _);
        VersionNumber = version;
    }

    /// <summary>Writes <c>3_045_001</c> as <c>3.45.1</c>.</summary>
    public static string FormatVersion(int version) => $"{version / 1_000_000}.{version / 1000 % 1000}.{version % 1000}";

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? searchPath) =>
        name == Name ? Handle.Value : 0;

    private static nint Load()
    {
        string[] candidates = Candidates();
        foreach (string candidate in candidates)
        {
            if (NativeLibrary.TryLoad(candidate, out nint handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException($"The SQLite library was not found (looked for {string.Join(", ", candidates)}). {InstallHint()}");
    }

    private static string[] Candidates()
    {
        if (OperatingSystem.IsWindows())
        {
            return ["winsqlite3.dll", "sqlite3.dll"];
        }

        return OperatingSystem.IsMacOS()
            ? ["/usr/lib/libsqlite3.dylib", "libsqlite3.dylib"]
            : ["libsqlite3.so.0", "libsqlite3.so"];
    }

    private static string InstallHint()
    {
        if (OperatingSystem.IsWindows())
        {
            return "Windows 11 has it as winsqlite3.dll; on older systems put sqlite3.dll from sqlite.org on the PATH.";
        }

        return OperatingSystem.IsMacOS()
            ? "macOS has it as /usr/lib/libsqlite3.dylib; or install it with `brew install sqlite`."
            : "Install it, e.g. `apt-get install libsqlite3-0`, `dnf install sqlite-libs` or `apk add sqlite-libs`.";
    }
}
