namespace Hawser.Connectors.Postgres.Sql;

/// <summary>
/// Cuts SQL into tokens: words, placeholders, quoted texts and names, single signs. Comments and white space are left out. It knows as much as is needed to see where a token ends, no more.
/// </summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html</remarks>
internal sealed class SqlTokens(string sql)
{
    /// <summary>Where the current token begins.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the current token.</summary>
    public int End { get; private set; }

    /// <summary>The current token.</summary>
    public ReadOnlySpan<char> Current => sql.AsSpan(Start, End - Start);

    /// <summary>The tokens in order.</summary>
    public static IEnumerable<string> Of(string sql)
    {
        var tokens = new SqlTokens(sql);
        while (tokens.MoveNext())
        {
            yield return tokens.Current.ToString();
        }
    }

    /// <summary>Goes to the next token; false at the end.</summary>
    public bool MoveNext()
    {
        int at = End;
        while (at < sql.Length && (char.IsWhiteSpace(sql[at]) || IsAt(at, "--") || IsAt(at, "/*")))
        {
            at = char.IsWhiteSpace(sql[at]) ? at + 1 : IsAt(at, "--") ? BehindLine(at) : BehindComment(at);
        }

        Start = at;
        End = at < sql.Length ? Math.Min(Behind(at), sql.Length) : at;
        return at < sql.Length;
    }

    private int Behind(int at) => sql[at] switch
    {
        '\'' => BehindQuoted(at, hasEscapes: false),
        '"' => BehindQuoted(at, hasEscapes: false),
        'e' or 'E' when at + 1 < sql.Length && sql[at + 1] == '\'' => BehindQuoted(at + 1, hasEscapes: true),
        '$' => BehindDollar(at),
        var c when IsWord(c) => BehindWord(at),
        _ => at + 1,
    };

    private int BehindQuoted(int at, bool hasEscapes)
    {
        char quote = sql[at];
        for (int i = at + 1; i < sql.Length; i++)
        {
            if (hasEscapes && sql[i] == '\\')
            {
                i++;
            }
            else if (sql[i] == quote)
            {
                return i + 1;
            }
        }

        return sql.Length;
    }

    private int BehindDollar(int at)
    {
        int end = at + 1;
        while (end < sql.Length && IsWord(sql[end]))
        {
            end++;
        }

        bool isQuote = end < sql.Length && sql[end] == '$' && !char.IsAsciiDigit(sql[at + 1]);
        if (!isQuote)
        {
            return end;
        }

        string tag = sql[at..(end + 1)];
        int close = sql.IndexOf(tag, end + 1, StringComparison.Ordinal);
        return close < 0 ? sql.Length : close + tag.Length;
    }

    private int BehindWord(int at)
    {
        while (at < sql.Length && (IsWord(sql[at]) || sql[at] == '$'))
        {
            at++;
        }

        return at;
    }

    private int BehindLine(int at)
    {
        int end = sql.IndexOf('\n', at);
        return end < 0 ? sql.Length : end + 1;
    }

    // Comments nest.
    private int BehindComment(int at)
    {
        int depth = 0;
        do
        {
            bool opens = IsAt(at, "/*"), closes = !opens && IsAt(at, "*/");
            depth += opens ? 1 : closes ? -1 : 0;
            at += opens || closes ? 2 : 1;
        }
        while (depth > 0 && at < sql.Length);
        return Math.Min(at, sql.Length);
    }

    private bool IsAt(int at, string text) => string.CompareOrdinal(sql, at, text, 0, text.Length) == 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
