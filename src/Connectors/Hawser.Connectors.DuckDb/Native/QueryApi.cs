using System.Runtime.InteropServices;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>Prepared statements, pending and finished results (chapters "Prepared Statements", "Pending Result Interface", "Query Execution").</summary>
internal static unsafe partial class QueryApi
{
    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_extract_statements(SessionHandle connection, byte* query, nint* statements);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_extract_statements_error(nint statements);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_prepare_extracted_statement(SessionHandle connection, nint statements, ulong index, nint* statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_extracted(nint* statements);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_prepare_error(nint statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_prepare(nint* statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_nparams(nint statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_parameter_name(nint statement, ulong index);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_clear_bindings(nint statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_bind_value(nint statement, ulong index, nint value);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial StatementKind duckdb_prepared_statement_type(nint statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_prepared_statement_column_count(nint statement);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_prepared_statement_column_name(nint statement, ulong column);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_prepared_statement_column_logical_type(nint statement, ulong column);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_pending_prepared(nint statement, nint* pending);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_pending_prepared_streaming(nint statement, nint* pending);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_pending_error(nint pending);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial int duckdb_execute_pending(nint pending, NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_pending(nint* pending);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_result_error(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ResultKind duckdb_result_return_type(NativeResult result);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_rows_changed(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial ulong duckdb_column_count(NativeResult* result);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial byte* duckdb_column_name(NativeResult* result, ulong column);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_column_logical_type(NativeResult* result, ulong column);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial nint duckdb_fetch_chunk(NativeResult result);

    [LibraryImport(DuckDbLibrary.Name)]
    internal static partial void duckdb_destroy_result(NativeResult* result);
}
