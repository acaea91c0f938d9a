using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Opening and closing instances and sessions (C API chapter "Open Connect").</summary>
internal static unsafe partial class InstanceApi
{
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_open_ext(byte* path, nint* database, nint config, byte** error);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_close(nint* database);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_connect(InstanceHandle database, nint* connection);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_disconnect(nint* connection);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_interrupt(SessionHandle connection);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_library_version();

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_create_config(nint* config);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_set_config(nint config, byte* name, byte* option);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_config(nint* config);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_free(void* pointer);
}
