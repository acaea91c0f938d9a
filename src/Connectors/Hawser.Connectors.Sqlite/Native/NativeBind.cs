using System.Runtime.InteropServices;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>
/// Imports that bind one parameter. Text and blobs are bound as <c>SQLITE_STATIC</c>: the memory must stay until the
/// parameter is bound anew or the bindings are cleared.
/// </summary>
internal static unsafe partial class NativeBind
{
    /// <summary>Encoding number of UTF-8 for <see cref="Text"/>.</summary>
    public const byte Utf8 = 1;

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_null")]
    [SuppressGCTransition]
    public static partial int Null(nint statement, int parameter);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_int64")]
    [SuppressGCTransition]
    public static partial int Int64(nint statement, int parameter, long value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_double")]
    [SuppressGCTransition]
    public static partial int Double(nint statement, int parameter, double value);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_text64")]
    public static partial int Text(nint statement, int parameter, byte* text, ulong textBytes, nint destructor, byte encoding);

    [LibraryImport(SqliteLibrary.Name, EntryPoint = "sqlite3_bind_blob64")]
    public static partial int Blob(nint statement, int parameter, byte* blob, ulong blobBytes, nint destructor);
}
