namespace Hawser.Connectors.DuckDb.Session;

/// <summary>As much of DuckDB's lexical rules as it takes to find where statements and definitions end: quotes, dollar quotes, comments, brackets.</summary>
internal static class SqlText
{
    /// <summary>How many statements a text holds; empty ones do not count.</summary>
    public static int CountStatements(string sql)
    {
        var count = 0;
        var hasContent = false;
        for (var i = 0; i < sql.Length;)
        {
            var end = SkipToken(sql, i);
            if (sql[i] == ';')
            {
                count += hasContent ? 1 : 0;
                hasContent = false;
            }
            else
            {
                hasContent |= !char.IsWhiteSpace(sql[i]) && !IsComment(sql, i);
            }

            i = end;
        }

        return count + (hasContent ? 1 : 0);
    }

    /// <summary>Where the token that begins at a position ends: a quoted text, a comment, a word or one character.</summary>
    public static int SkipToken(string sql, int start)
    {
        var first = sql[start];
        if (first is '\'' or '"')
        {
            // E'…' has backslash escapes; the E is the token before.
            var hasEscapes = first == '\'' && start > 0 && sql[start - 1] is 'e' or 'E' && (start == 1 || !IsWord(sql[start - 2]));
            return SkipQuoted(sql, start, first, hasEscapes);
        }

        if (IsComment(sql, start))
        {
            return SkipComment(sql, start);
        }

        if (first == '$' && DollarTag(sql, start) is { } tag)
        {
            var end = sql.IndexOf(tag, start + tag.Length, StringComparison.Ordinal);
            return end < 0 ? sql.Length : end + tag.Length;
        }

        var at = start + 1;
        while (IsWord(first) && at < sql.Length && IsWord(sql[at]))
        {
            at++;
        }

        return at;
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_';

    private static bool IsComment(string sql, int at) =>
        at + 1 < sql.Length && ((sql[at] == '-' && sql[at + 1] == '-') || (sql[at] == '/' && sql[at + 1] == '*'));

    private static int SkipQuoted(string sql, int start, char quote, bool hasEscapes)
    {
        for (var i = start + 1; i < sql.Length; i++)
        {
            if (hasEscapes && sql[i] == '\\')
            {
                i++;
            }
            else if (sql[i] == quote)
            {
                if (i + 1 >= sql.Length || sql[i + 1] != quote)
                {
                    return i + 1;
                }

                i++;
            }
        }

        return sql.Length;
    }

    private static int SkipComment(string sql, int start)
    {
        if (sql[start] == '-')
        {
            var end = sql.IndexOf('\n', start);
            return end < 0 ? sql.Length : end + 1;
        }

        var depth = 0;
        for (var i = start; i + 1 < sql.Length; i++)
        {
            var step = (sql[i], sql[i + 1]) switch { ('/', '*') => 1, ('*', '/') => -1, _ => 0 };
            depth += step;
            i += step == 0 ? 0 : 1;
            if (depth == 0)
            {
                return i + 1;
            }
        }

        return sql.Length;
    }

    private static string? DollarTag(string sql, int start)
    {
        var end = start + 1;
        while (end < sql.Length && IsWord(sql[end]))
        {
            end++;
        }

        return end < sql.Length && sql[end] == '$' && (end == start + 1 || !char.IsAsciiDigit(sql[start + 1])) ? sql[start..(end + 1)] : null;
    }
}
