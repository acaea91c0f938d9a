using System.Globalization;
using System.Text;

namespace Hawser.Connectors.Sqlite.Types;

/// <summary>
/// The type text of a column declaration, taken apart: <c>decimal (10, 2)</c> is name <c>DECIMAL</c> with arguments 10 and 2. SQLite itself
/// gives such a text no meaning beyond its affinity.
/// </summary>
internal sealed record DeclaredType
{
    /// <summary>A column without a type, or an expression.</summary>
    public static readonly DeclaredType None = new() { Text = "", Name = "", Arguments = [], Affinity = Affinity.None };

    private DeclaredType()
    {
    }

    /// <summary>The text as the schema has it.</summary>
    public required string Text { get; init; }

    /// <summary>Upper-case words before the parenthesis, with one space between them.</summary>
    public required string Name { get; init; }

    /// <summary>The whole numbers in the parentheses, none when there are no parentheses or they hold something else.</summary>
    public required IReadOnlyList<int> Arguments { get; init; }

    /// <summary>The affinity that SQLite derives from the text.</summary>
    public required Affinity Affinity { get; init; }

    /// <summary>Takes a type text apart.</summary>
    public static DeclaredType Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return None;
        }

        text = text[0] == '"' ? Sql.SqlText.Unquote(text) : text;

        int open = text.IndexOf('(', StringComparison.Ordinal);
        int close = open < 0 ? -1 : text.IndexOf(')', open);
        string words = open < 0 ? text : close < 0 ? text[..open] : text[..open] + " " + text[(close + 1)..];
        return new DeclaredType
        {
            Text = text,
            Name = Normalize(words),
            Arguments = close < 0 ? [] : ParseArguments(text[(open + 1)..close]),
            Affinity = AffinityOf(text),
        };
    }

    /// <summary>The rules of https://www.sqlite.org/datatype3.html, section 3.1, in their order.</summary>
    public static Affinity AffinityOf(string text)
    {
        if (text.Length == 0)
        {
            return Affinity.None;
        }

        if (Has(text, "INT"))
        {
            return Affinity.Integer;
        }

        if (Has(text, "CHAR") || Has(text, "CLOB") || Has(text, "TEXT"))
        {
            return Affinity.Text;
        }

        if (Has(text, "BLOB"))
        {
            return Affinity.None;
        }

        return Has(text, "REAL") || Has(text, "FLOA") || Has(text, "DOUB") ? Affinity.Real : Affinity.Numeric;
    }

    /// <summary>A type text as DDL writes it: quoted unless it is words and whole numbers.</summary>
    public static string Spell(string text)
    {
        int open = text.IndexOf('(', StringComparison.Ordinal);
        bool isPlain = open < 0
            ? IsWords(text)
            : open > 0 && text[^1] == ')' && IsWords(text[..open]) && text[(open + 1)..^1].All(c => char.IsAsciiDigit(c) || c is ',' or ' ');
        return isPlain ? text : Sql.SqlText.QuoteName(text);
    }

    private static bool IsWords(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ' ') && !text.StartsWith("NULL", StringComparison.OrdinalIgnoreCase)
        && text.Split(' ').All(word => word.Length == 0 || char.IsAsciiLetter(word[0]));

    private static bool Has(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static string Normalize(string words)
    {
        StringBuilder name = new(words.Length);
        foreach (string word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            name.Append(name.Length > 0 ? " " : "").Append(word.ToUpperInvariant());
        }

        return name.ToString();
    }

    private static int[] ParseArguments(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        int[] arguments = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out arguments[i]))
            {
                return [];
            }
        }

        return arguments;
    }
}
