using System.Runtime.InteropServices;
using System.Text;

namespace Hawser.Connectors.DuckDb.Native;

/// <summary>The one place that knows who owns text at the C boundary.</summary>
internal static unsafe class NativeText
{
    /// <summary>Copies text that the engine keeps; empty for a null pointer.</summary>
    public static string Borrow(byte* text) => text is null ? "" : Marshal.PtrToStringUTF8((nint)text) ?? "";

    /// <summary>Copies text that the engine handed over and frees it; null for a null pointer.</summary>
    public static string? TakeOrNull(byte* text)
    {
        if (text is null)
        {
            return null;
        }

        var copy = Marshal.PtrToStringUTF8((nint)text);
        InstanceApi.duckdb_free(text);
        return copy;
    }

    /// <summary>Copies text that the engine handed over and frees it; empty for a null pointer.</summary>
    public static string Take(byte* text) => TakeOrNull(text) ?? "";

    /// <summary>The UTF-8 bytes of <paramref name="text"/> with the zero that ends a C string.</summary>
    /// <exception cref="ArgumentException">The text holds a zero character: C would silently cut it there.</exception>
    public static byte[] Terminated(string text)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException("The text holds a zero character (U+0000), which DuckDB's C interface would cut it at.", nameof(text));
        }

        var bytes = new byte[Encoding.UTF8.GetByteCount(text) + 1];
        Encoding.UTF8.GetBytes(text, bytes);
        return bytes;
    }
}
