namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>Quoting by SQLite's rules (https://www.sqlite.org/lang_keywords.html).</summary>
internal static class SqlText
{
    /// <summary>A name in double quotes. Safe for every name without a NUL character, reserved or not.</summary>
    public static string QuoteName(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>A text literal.</summary>
    public static string QuoteString(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    /// <summary>The name or text that a token stands for, without its quotes.</summary>
    public static string Unquote(string token)
    {
        if (token.Length < 2 || token[0] is not ('"' or '\'' or '`' or '['))
        {
            return token;
        }

        string inner = token[1..^1];
        string quote = token[0].ToString();
        return token[0] == '[' ? inner : inner.Replace(quote + quote, quote, StringComparison.Ordinal);
    }
}
