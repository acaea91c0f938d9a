using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Imports that concern a whole connection (https://www.sqlite.org/c3ref/funclist.html).</summary>
internal static unsafe partial class NativeDatabase
{
    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_libversion_number")]
    public static partial int LibraryVersionNumber();

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_open_v2")]
    public static partial int Open(byte* fileName, nint* database, int flags, byte* vfs);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_close_v2")]
    public static partial int Close(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_errmsg")]
    public static partial byte* ErrorMessage(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_errstr")]
    public static partial byte* ErrorText(int code);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_extended_errcode")]
    public static partial int ExtendedErrorCode(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_extended_result_codes")]
    public static partial int SetExtendedResultCodes(nint database, int on);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_busy_timeout")]
    public static partial int SetBusyTimeout(nint database, int milliseconds);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_interrupt")]
    public static partial void Interrupt(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_changes64")]
    public static partial long Changes(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_total_changes64")]
    public static partial long TotalChanges(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_get_autocommit")]
    public static partial int IsAutocommit(nint database);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_db_readonly")]
    public static partial int IsReadOnly(nint database, byte* schema);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_limit")]
    public static partial int Limit(nint database, int id, int value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_file_control")]
    public static partial int FileControl(nint database, byte* schema, int operation, void* argument);
}
