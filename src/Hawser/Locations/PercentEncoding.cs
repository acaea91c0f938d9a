using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hawser.Locations;

/// <summary>Percent-encoding as RFC 3986 section 2.1 has it, over UTF-8; letters beyond ASCII stay readable (RFC 3987).</summary>
internal static class PercentEncoding
{
    /// <summary>What the user part and the password may hold unencoded besides letters and digits.</summary>
    public const string InUser = "-._~!$&'()*,;=+";

    /// <summary>What a path may hold unencoded. '@' is left out, so that a stray one is always a mistake.</summary>
    public const string InPath = "-._~!$&'()*,;=+/:\\";

    /// <summary>What the key or the value of an option may hold unencoded.</summary>
    public const string InQuery = "-._~!$'()*,;/:\\";

    /// <summary>What the table part may hold unencoded.</summary>
    public const string InTable = "-._~!$&'()*,;=+/:\\\" <>[]{}#^|`";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static string Encode(string text, string keep)
    {
        var encoded = new StringBuilder(text.Length);
        Span<byte> bytes = stackalloc byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.IsAscii ? IsKept((char)rune.Value, keep) : Rune.IsLetterOrDigit(rune))
            {
                encoded.Append(rune);
                continue;
            }

            foreach (var value in bytes[..rune.EncodeToUtf8(bytes)])
            {
                encoded.Append('%').Append(value.ToString("X2", null));
            }
        }

        return encoded.ToString();
    }

    public static bool TryDecode(string text, [NotNullWhen(true)] out string? decoded, [NotNullWhen(false)] out string? problem)
    {
        decoded = text;
        problem = null;
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return true;
        }

        var bytes = new List<byte>(text.Length);
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '%')
            {
                var end = text.IndexOf('%', at) is var next && next < 0 ? text.Length : next;
                bytes.AddRange(Encoding.UTF8.GetBytes(text[at..end]));
                at = end - 1;
            }
            else if (at + 2 < text.Length && char.IsAsciiHexDigit(text[at + 1]) && char.IsAsciiHexDigit(text[at + 2]))
            {
                bytes.Add(Convert.ToByte(text.Substring(at + 1, 2), 16));
                at += 2;
            }
            else
            {
                decoded = null;
                problem = "a '%' is not followed by two hexadecimal digits; a literal '%' is written %25";
                return false;
            }
        }

        return TryDecodeUtf8(bytes, out decoded, out problem);
    }

    private static bool IsKept(char letter, string keep) => char.IsAsciiLetterOrDigit(letter) || keep.Contains(letter, StringComparison.Ordinal);

    private static bool TryDecodeUtf8(List<byte> bytes, [NotNullWhen(true)] out string? decoded, [NotNullWhen(false)] out string? problem)
    {
        decoded = null;
        problem = null;
        try
        {
            decoded = Utf8.GetString([.. bytes]);
        }
        catch (DecoderFallbackException)
        {
            problem = "the percent-encoded bytes are not UTF-8";
            return false;
        }

        if (!decoded.Contains('\0', StringComparison.Ordinal))
        {
            return true;
        }

        decoded = null;
        problem = "%00 (the NUL character) is not allowed";
        return false;
    }
}
