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

    /// <summary>A string of the library's; null for a null pointer.</summary>
    public static string? ToString(byte* text) =>
        text == null ? null : Encoding.UTF8.GetString(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text));
}
