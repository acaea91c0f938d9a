using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Imports that prepare, run and describe a statement.</summary>
internal static unsafe partial class NativeStatement
{
    /// <summary><c>SQLITE_PREPARE_PERSISTENT</c>: the statement will be used many times.</summary>
    public const uint Persistent = 0x01;

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_prepare_v3")]
    public static partial int Prepare(nint database, byte* sql, int sqlBytes, uint flags, nint* statement, byte** tail);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_step")]
    public static partial int Step(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_reset")]
    public static partial int Reset(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_finalize")]
    public static partial int Finalize(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_clear_bindings")]
    public static partial int ClearBindings(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_stmt_readonly")]
    public static partial int IsReadOnly(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_stmt_isexplain")]
    public static partial int IsExplain(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_count")]
    public static partial int ColumnCount(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_name")]
    public static partial byte* ColumnName(nint statement, int column);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_decltype")]
    public static partial byte* ColumnDeclaredType(nint statement, int column);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_database_name")]
    public static partial byte* ColumnDatabaseName(nint statement, int column);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_table_name")]
    public static partial byte* ColumnTableName(nint statement, int column);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_origin_name")]
    public static partial byte* ColumnOriginName(nint statement, int column);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_parameter_count")]
    public static partial int ParameterCount(nint statement);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_parameter_name")]
    public static partial byte* ParameterName(nint statement, int parameter);
}
