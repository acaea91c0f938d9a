using System.Globalization;
using System.Text;

namespace Hawser.Cli.Copying;

/// <summary>
/// The name of a table as the name of a file and back: characters that a file's name cannot have on some system are written <c>%2F</c> and so on. Only what this writes is
/// read back; any other <c>%</c> in a file's name is itself.
/// </summary>
internal static class TableFileName
{
    private const string Unsafe = "/\\:*?\"<>|%";
    private const string Empty = "%00";

    public static string Of(string table)
    {
        var name = new StringBuilder(table.Length);
        for (int i = 0; i < table.Length; i++)
        {
            _ = IsEscaped(table[i], isFirst: i == 0) ? name.Append(CultureInfo.InvariantCulture, $"%{(int)table[i]:X2}") : name.Append(table[i]);
        }

        return name.Length == 0 ? Empty : name.ToString();
    }

    public static string TableOf(string stem)
    {
        if (stem == Empty)
        {
            return "";
        }

        var table = new StringBuilder(stem.Length);
        for (int i = 0; i < stem.Length; i++)
        {
            if (stem[i] == '%' && i + 2 < stem.Length && byte.TryParse(stem.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out byte code)
                && IsEscaped((char)code, isFirst: table.Length == 0))
            {
                table.Append((char)code);
                i += 2;
            }
            else
            {
                table.Append(stem[i]);
            }
        }

        return table.ToString();
    }

    private static bool IsEscaped(char c, bool isFirst) => char.IsControl(c) || (isFirst && c == '.') || Unsafe.Contains(c, StringComparison.Ordinal);
}
