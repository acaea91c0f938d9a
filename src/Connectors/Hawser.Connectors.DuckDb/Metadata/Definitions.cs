using Hawser.Connectors.DuckDb.Session;

namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>Reads what only the text of a definition says: generated columns, collations, the parts of an index, the query of a view.</summary>
internal static class Definitions
{
    /// <summary>The definitions inside the outermost parentheses, cut at their commas.</summary>
    public static IReadOnlyList<string> Parts(string sql, int from = 0)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        for (var i = from; i < sql.Length;)
        {
            var end = SqlText.SkipToken(sql, i);
            switch (sql[i])
            {
                case '(' or '[':
                    start = depth++ == 0 ? end : start;
                    break;
                case ',' when depth == 1:
                    parts.Add(sql[start..i].Trim());
                    start = end;
                    break;
                case ')' or ']' when --depth == 0:
                    parts.Add(sql[start..i].Trim());
                    return parts;
            }

            i = end;
        }

        return parts;
    }

    /// <summary>What stands in parentheses behind GENERATED ALWAYS AS; null for a plain column.</summary>
    public static string? Generated(string column)
    {
        var at = FindWord(column, "GENERATED", 0);
        var open = at < 0 ? -1 : column.IndexOf('(', at);
        return open < 0 ? null : column[(open + 1)..Closing(column, open)].Trim();
    }

    /// <summary>Whether a generated column's values are kept.</summary>
    public static bool IsStored(string column) => FindWord(column, "STORED", 0) >= 0;

    /// <summary>The name behind COLLATE; null when there is none.</summary>
    public static string? Collation(string column)
    {
        var at = FindWord(column, "COLLATE", 0);
        if (at < 0)
        {
            return null;
        }

        var start = at + "COLLATE".Length;
        while (start < column.Length && column[start] == ' ')
        {
            start++;
        }

        return start < column.Length ? SqlNames.Unquote(column[start..SqlText.SkipToken(column, start)]) : null;
    }

    /// <summary>The query of CREATE VIEW.</summary>
    public static string ViewQuery(string sql)
    {
        var at = FindWord(sql, "AS", 0);
        return at < 0 ? sql : sql[(at + 2)..].Trim().TrimEnd(';');
    }

    /// <summary>The parts of CREATE INDEX.</summary>
    public static IReadOnlyList<IndexPart> IndexParts(string sql)
    {
        var on = FindWord(sql, "ON", 0);
        return [.. Parts(sql, Math.Max(on, 0)).Select(ToIndexPart)];
    }

    private static IndexPart ToIndexPart(string part)
    {
        if (part.StartsWith('(') && Closing(part, 0) == part.Length - 1)
        {
            var inner = part[1..^1].Trim();
            return IsName(inner) ? new IndexPart(SqlNames.Unquote(inner)) : new IndexPart(null, inner);
        }

        return IsName(part) ? new IndexPart(SqlNames.Unquote(part)) : new IndexPart(null, part);
    }

    private static bool IsName(string text) =>
        text.Length > 0 && SqlText.SkipToken(text, 0) == text.Length && (text[0] == '"' || char.IsLetter(text[0]) || text[0] == '_');

    /// <summary>Where a word stands outside all parentheses and quotes; -1 when it does not.</summary>
    private static int FindWord(string sql, string word, int from)
    {
        var depth = 0;
        for (var i = from; i < sql.Length;)
        {
            var end = SqlText.SkipToken(sql, i);
            depth += sql[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0 && end - i == word.Length && sql.AsSpan(i, end - i).Equals(word, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }

            i = end;
        }

        return -1;
    }

    private static int Closing(string sql, int open)
    {
        var depth = 0;
        for (var i = open; i < sql.Length;)
        {
            depth += sql[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 0)
            {
                return i;
            }

            i = SqlText.SkipToken(sql, i);
        }

        return sql.Length;
    }
}
