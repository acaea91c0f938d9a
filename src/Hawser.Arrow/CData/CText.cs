using System.Runtime.InteropServices;
using System.Text;

namespace Hawser.Arrow.CData;

internal static unsafe class CText
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static string Read(byte* text, string what) => text == null ? "" : Decode(MemoryMarshal.CreateReadOnlySpanFromNullTerminated(text), what);

    public static string Decode(ReadOnlySpan<byte> text, string what)
    {
        try
        {
            return Strict.GetString(text);
        }
        catch (DecoderFallbackException e)
        {
            throw new ArrowException($"The {what} of a C schema is not valid UTF-8.", e);
        }
    }

    /// <summary>Writes a text with a NUL behind it and returns where the next may begin. A NUL within would cut it short, so there is none.</summary>
    public static byte* Write(string text, byte* to, string what)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArrowException($"The {what} \"{text.Replace("\0", "\\0", StringComparison.Ordinal)}\" has a NUL character, which the C data interface cannot carry.");
        }

        int length = Encoding.UTF8.GetBytes(text, new Span<byte>(to, Encoding.UTF8.GetByteCount(text)));
        to[length] = 0;
        return to + length + 1;
    }
}
