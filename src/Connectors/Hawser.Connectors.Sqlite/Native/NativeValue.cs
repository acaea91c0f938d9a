using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>
/// Imports that read one cell of the current row. One <see cref="OfColumn"/> per cell and the <c>sqlite3_value_*</c> accessors
/// skip the bounds and error checks that each <c>sqlite3_column_*</c> call repeats. Calls that only look at a struct run without
/// a GC transition; those that may copy or convert have one.
/// </summary>
internal static unsafe partial class NativeValue
{
    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_column_value")]
    [SuppressGCTransition]
    public static partial nint OfColumn(nint statement, int column);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_type")]
    [SuppressGCTransition]
    public static partial int Type(nint value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_int64")]
    [SuppressGCTransition]
    public static partial long Int64(nint value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_double")]
    [SuppressGCTransition]
    public static partial double Double(nint value);

    /// <summary>Only for a BLOB, or for TEXT in a UTF-8 database; otherwise the library would convert.</summary>
    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_bytes")]
    [SuppressGCTransition]
    public static partial int Bytes(nint value);

    /// <summary>The bytes as they are, without a terminator and without a copy. Short values only: a zeroblob is expanded here.</summary>
    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_blob")]
    [SuppressGCTransition]
    public static partial byte* ShortBlob(nint value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_blob")]
    public static partial byte* Blob(nint value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_text16")]
    public static partial char* Text16(nint value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_bytes16")]
    public static partial int Bytes16(nint value);

    /// <summary>A copy of the value that outlives the step; <see cref="Free"/> ends it. 0 when there is no memory.</summary>
    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_dup")]
    public static partial nint Duplicate(nint value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_value_free")]
    public static partial void Free(nint value);
}
