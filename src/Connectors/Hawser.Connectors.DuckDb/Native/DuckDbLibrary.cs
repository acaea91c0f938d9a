using System.Reflection;
using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Finds libduckdb: beside the program (where the build puts it), in its runtimes folder, then wherever the system looks.</summary>
internal static class DuckDbLibrary
{
    /// <summary>The name that every binding imports.</summary>
    public const string Name = "duckdb";

    private static readonly Lazy<nint> Loaded = new(Find);

    /// <summary>Null when the library was found; otherwise what to do about it.</summary>
    public static string? Problem => Loaded.Value != 0
        ? null
        : $"the DuckDB library ({FileName}) was not found beside {AppContext.BaseDirectory} nor in the system's library path. "
            + "Building Hawser fetches it with npm (eng/native/DuckDb.targets); elsewhere install libduckdb 1.5 or put the file beside the program.";

    private static string FileName => OperatingSystem.IsWindows() ? "duckdb.dll"
        : OperatingSystem.IsMacOS() ? "libduckdb.dylib"
        : "libduckdb.so";

    /// <summary>Makes the bindings of this assembly use the library found here. Safe to call many times.</summary>
    public static void Attach() => Attachment.Done();

    private static nint Find()
    {
        foreach (var path in Candidates())
        {
            if (NativeLibrary.TryLoad(path, out var library))
            {
                return library;
            }
        }

        return NativeLibrary.TryLoad(FileName, out var installed) ? installed : 0;
    }

    private static IEnumerable<string> Candidates()
    {
        yield return Path.Combine(AppContext.BaseDirectory, FileName);
        yield return Path.Combine(AppContext.BaseDirectory, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName);
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) => name == Name ? Loaded.Value : 0;

    private static class Attachment
    {
        static Attachment() => NativeLibrary.SetDllImportResolver(typeof(DuckDbLibrary).Assembly, Resolve);

        public static void Done()
        {
        }
    }
}
