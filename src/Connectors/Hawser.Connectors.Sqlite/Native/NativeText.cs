using System.Runtime.InteropServices;
using System.Text;

namespace Hawser.Connectors.Sqlite.Native;

/// <summary>Text between .NET and the library.</summary>
internal static unsafe class NativeText
{
    /// <summary>UTF-8 with a terminating zero.</summary>
    public static byte[] ToUtf8(string text)
    {
        byte[] bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }

    /// <summary>SQL as UTF-8 with a terminating zero. The library would take a NUL character in it for its end.</summary>
    /// <exception cref="ConnectorException">The text holds a NUL character.</exception>
    public static byte[] ToSql(string sql) => sql.Contains('\0', StringComparison.Ordinal)
        ? throw SqliteErrors.Create(ConnectorStatus.InvalidStatement, "a statement cannot hold a NUL character.")
        : ToUtf8(sql);

    /// <summary>A string of the library's; null for a null pointer.</summary>
    public static string? ToString(byte* text) =>
        text == null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
