using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Registering a scalar function and its callback (chapter "Scalar Functions").</summary>
internal static unsafe partial class ScalarFunctionApi
{
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_scalar_function();

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_scalar_function(nint* function);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_scalar_function_set_name(nint function, byte* name);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_scalar_function_set_varargs(nint function, nint type);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_scalar_function_set_return_type(nint function, nint type);

    /// <summary>Asks for rows with NULLs too; without it their answer is NULL.</summary>
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_scalar_function_set_special_handling(nint function);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_scalar_function_set_extra_info(nint function, nint extra, delegate* unmanaged<nint, void> destroy);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_scalar_function_get_extra_info(nint info);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_scalar_function_set_function(nint function, delegate* unmanaged<nint, nint, nint, void> body);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_register_scalar_function(SessionHandle connection, nint function);
}
