using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Hawser.Locations;

/// <summary>Splits <c>schema.table</c> and <c>"my schema"."my table"</c> into parts.</summary>
internal static class LocationTableNameParser
{
    private const string NeedsQuotes = ".\"'`;()[]";

    public static bool TryParse(string text, [NotNullWhen(true)] out List<string>? parts, [NotNullWhen(false)] out string? problem)
    {
        parts = [];
        problem = null;
        var at = 0;
        while (problem is null)
        {
            problem = text.AsSpan(at).StartsWith("\"") ? ReadQuoted(text, ref at, parts) : ReadBare(text, ref at, parts);
            if (problem is null && at == text.Length)
            {
                break;
            }

            if (problem is null && text[at++] != '.')
            {
                problem = $"at character {at} of the table's name: '.' or the end is expected; a name with {Describe(text[at - 1])} in it goes in double quotes";
            }
        }

        problem ??= parts.Count > LocationTableName.MaxParts ? $"a table's name has at most {LocationTableName.MaxParts} parts (catalog.schema.table); a dot inside a part goes in double quotes" : null;
        parts = problem is null ? parts : null;
        return parts is not null;
    }

    public static string Quote(string part)
        => part.Length > 0 && part.All(IsBare) && !part.Contains("://", StringComparison.Ordinal) && !char.IsWhiteSpace(part[0]) && !char.IsWhiteSpace(part[^1])
            ? part
            : $"\"{part.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static bool IsBare(char letter) => !NeedsQuotes.Contains(letter, StringComparison.Ordinal) && !char.IsControl(letter);

    private static string Describe(char letter) => char.IsControl(letter) ? $"the control character U+{(int)letter:X4}" : $"'{letter}'";

    private static string? ReadBare(string text, ref int at, List<string> parts)
    {
        var start = at;
        while (at < text.Length && IsBare(text[at]))
        {
            at++;
        }

        var part = text[start..at];
        if (part.Length == 0)
        {
            return at < text.Length && text[at] != '.'
                ? $"at character {at + 1} of the table's name: a name with {Describe(text[at])} in it goes in double quotes"
                : $"at character {at + 1} of the table's name: a name is expected";
        }

        if (char.IsWhiteSpace(part[0]) || char.IsWhiteSpace(part[^1]))
        {
            return $"at character {start + 1} of the table's name: a name that begins or ends with a space goes in double quotes";
        }

        if (part.Contains("://", StringComparison.Ordinal))
        {
            return "a URI stands where a table's name is expected";
        }

        parts.Add(part);
        return null;
    }

    private static string? ReadQuoted(string text, ref int at, List<string> parts)
    {
        var start = at++;
        var part = new StringBuilder();
        while (at < text.Length)
        {
            var letter = text[at++];
            if (letter != '"')
            {
                part.Append(letter);
            }
            else if (at < text.Length && text[at] == '"')
            {
                part.Append('"');
                at++;
            }
            else
            {
                parts.Add(part.ToString());
                return null;
            }
        }

        return $"at character {start + 1} of the table's name: the quote that opens here is not closed";
    }
}
