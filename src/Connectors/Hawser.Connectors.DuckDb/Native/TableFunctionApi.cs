using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Registering a table function and its callbacks (chapters "Table Functions", "Table Function Bind", "Table Function Init", "Table Function").</summary>
internal static unsafe partial class TableFunctionApi
{
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_create_table_function();

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_table_function(nint* function);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_table_function_set_name(nint function, byte* name);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_table_function_add_parameter(nint function, nint type);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_table_function_set_bind(nint function, delegate* unmanaged<nint, void> bind);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_table_function_set_init(nint function, delegate* unmanaged<nint, void> init);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_table_function_set_function(nint function, delegate* unmanaged<nint, nint, void> body);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_register_table_function(SessionHandle connection, nint function);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_bind_get_parameter(nint bind, ulong index);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_bind_add_result_column(nint bind, byte* name, nint type);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_bind_set_bind_data(nint bind, nint data, delegate* unmanaged<nint, void> destroy);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_bind_set_error(nint bind, byte* message);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_init_set_max_threads(nint init, ulong threads);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_function_get_bind_data(nint function);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_function_set_error(nint function, byte* message);
}
