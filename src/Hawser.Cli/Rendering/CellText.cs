using System.Globalization;
using System.Text;

namespace Hawser.Cli.Rendering;

/// <summary>Text as a terminal shows it: how many cells it takes, and no character that would move the cursor.</summary>
internal static class CellText
{
    /// <summary>The text with control characters written as escapes (<c>\n</c>, <c>\x1b</c>).</summary>
    public static string Visible(string text)
    {
        int first = text.AsSpan().IndexOfAnyInRange('\0', '\x1f');
        if (first < 0 && !text.AsSpan().ContainsAnyInRange('\x7f', '\x9f') && text.AsSpan().IndexOfAny('\u2028', '\u2029') < 0)
        {
            return text;
        }

        var visible = new StringBuilder(text.Length + 8);
        foreach (char c in text)
        {
            _ = c switch
            {
                '\n' => visible.Append("\\n"),
                '\r' => visible.Append("\\r"),
                '\t' => visible.Append("\\t"),
                _ when char.IsControl(c) => visible.Append(CultureInfo.InvariantCulture, $"\\x{(int)c:x2}"),
                '\u2028' or '\u2029' => visible.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => visible.Append(c),
            };
        }

        return visible.ToString();
    }

    /// <summary>How many cells the text takes.</summary>
    public static int Width(string text)
    {
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        int width = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += Width(rune);
        }

        return width;
    }

    /// <summary>The text cut to some cells, with <c>…</c> as the last when something is missing.</summary>
    public static string Cut(string text, int width)
    {
        if (Width(text) <= width)
        {
            return text;
        }

        var cut = new StringBuilder();
        int used = 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += Width(rune);
            if (used > width)
            {
                break;
            }

            cut.Append(rune.ToString());
        }

        return cut.Append('…').ToString();
    }

    private static int Width(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => 0,
        _ => IsWide(rune.Value) ? 2 : 1,
    };

    // The blocks that Unicode's EastAsianWidth.txt gives as W or F, in large steps.
    private static bool IsWide(int value) => value is
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0x303E or >= 0x3041 and <= 0x4DBF or >= 0x4E00 and <= 0xA4CF or >= 0xA960 and <= 0xA97C
        or >= 0xAC00 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFE30 and <= 0xFE6F or >= 0xFF00 and <= 0xFF60 or >= 0xFFE0 and <= 0xFFE6
        or >= 0x1F300 and <= 0x1F64F or >= 0x1F680 and <= 0x1F6FF or >= 0x1F900 and <= 0x1FAFF or >= 0x20000 and <= 0x3FFFD;
}
