using System.Globalization;
using System.Text;

namespace Hawser.Connectors.MySql.Types;

/// <summary>Takes native types apart as <c>information_schema.columns.column_type</c> and people write them.</summary>
internal static class MySqlTypeText
{
    /// <summary>The type that a text names. A name that is not known is a type too: it is read as opaque.</summary>
    public static MySqlType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        int open = trimmed.IndexOf('(', StringComparison.Ordinal);
        string name = (open < 0 ? FirstWords(trimmed) : trimmed[..open].Trim()).ToLowerInvariant();
        int close = open < 0 ? -1 : End(trimmed, open);
        string inside = close < 0 ? "" : trimmed[(open + 1)..close];
        string behind = (close < 0 ? trimmed : trimmed[(close + 1)..]).ToLowerInvariant();
        string plain = Plain(name);
        if (plain is "enum" or "set")
        {
            return new MySqlType(plain) { Text = trimmed, Labels = Labels(inside) };
        }

        int[] numbers = [.. inside.Split(',').Select(part => int.TryParse(part.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : -1).Where(number => number >= 0)];
        var type = new MySqlType(plain)
        {
            Text = trimmed,
            Length = numbers.Length > 0 ? numbers[0] : null,
            Scale = numbers.Length > 1 ? numbers[1] : 0,
            IsUnsigned = behind.Contains("unsigned", StringComparison.Ordinal) || behind.Contains("zerofill", StringComparison.Ordinal),
            IsZeroFill = behind.Contains("zerofill", StringComparison.Ordinal),
        };
        return HasIdleWidth(type) ? WithoutWidth(type) : type;
    }

    // How many digits a client is to show says nothing of the values; newer MySQL leaves it out. That of tinyint(1) stands for truth.
    private static bool HasIdleWidth(MySqlType type) => type is { Name: "tinyint" or "smallint" or "mediumint" or "int" or "bigint" or "year", Length: not null, IsZeroFill: false }
        && type is not { Name: "tinyint", Length: 1, IsUnsigned: false };

    private static MySqlType WithoutWidth(MySqlType type)
    {
        MySqlType narrow = type with { Length = null };
        return narrow with { Text = Format(narrow, QuoteLabel) };
    }

    /// <summary>A type as the catalog writes it, of its parts alone: whatever else the text held that it was read from is gone.</summary>
    /// <param name="type">The type.</param>
    /// <param name="quote">How a label is written.</param>
    public static string Format(MySqlType type, Func<string, string> quote)
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(quote);
        string numbers = type switch
        {
            { Name: "enum" or "set" } => $"({string.Join(',', type.Labels.Select(quote))})",
            { Length: { } digits, Name: "decimal" or "float" or "double" } => string.Create(CultureInfo.InvariantCulture, $"({digits},{type.Scale})"),
            { Length: { } length, Scale: > 0 } => string.Create(CultureInfo.InvariantCulture, $"({length},{type.Scale})"),
            { Length: { } length } => string.Create(CultureInfo.InvariantCulture, $"({length})"),
            _ => "",
        };
        return $"{type.Name}{numbers}{(type.IsUnsigned ? " unsigned" : "")}{(type.IsZeroFill ? " zerofill" : "")}";
    }

    /// <summary>A label as the catalog writes it.</summary>
    public static string QuoteLabel(string label)
    {
        ArgumentNullException.ThrowIfNull(label);
        var text = new StringBuilder("'");
        foreach (char character in label)
        {
            text.Append(character switch { '\'' => "''", '\\' => "\\\\", '\0' => "\\0", '\n' => "\\n", '\r' => "\\r", _ => character.ToString() });
        }

        return text.Append('\'').ToString();
    }

    private static string FirstWords(string text)
    {
        string lower = text.ToLowerInvariant();
        return lower.StartsWith("double precision", StringComparison.Ordinal) ? "double" : lower.Split(' ')[0];
    }

    private static string Plain(string name) => name switch
    {
        "integer" or "int4" => "int",
        "bool" or "boolean" => "tinyint",
        "numeric" or "dec" or "fixed" => "decimal",
        "real" or "double precision" => "double",
        "character" => "char",
        "geomcollection" => "geometrycollection",
        _ => name,
    };

    // The parenthesis that closes, which a label may hold too.
    private static int End(string text, int open)
    {
        bool isQuoted = false;
        for (int i = open + 1; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (text[i] == ')' && !isQuoted)
            {
                return i;
            }
        }

        return -1;
    }

    // A quote within a label is doubled; a backslash, NUL and the ends of lines are written with a backslash, whatever the server's mode.
    private static List<string> Labels(string text)
    {
        var labels = new List<string>();
        var label = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char next = i + 1 < text.Length ? text[i + 1] : ' ';
            if (isQuoted && (text[i] == '\\' || (text[i] == '\'' && next == '\'')))
            {
                label.Append(text[i] == '\'' ? next : Unescape(next));
                i++;
            }
            else if (text[i] == '\'')
            {
                Toggle(labels, label, isQuoted);
                isQuoted = !isQuoted;
            }
            else if (isQuoted)
            {
                label.Append(text[i]);
            }
        }

        return labels;
    }

    private static void Toggle(List<string> labels, StringBuilder label, bool isQuoted)
    {
        if (isQuoted)
        {
            labels.Add(label.ToString());
            label.Clear();
        }
    }

    private static char Unescape(char escaped) => escaped switch { '0' => '\0', 'n' => '\n', 'r' => '\r', _ => escaped };
}
