using Hawser.Connectors.DuckDb.Session;

namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>Finds names in SQL text.</summary>
internal static class SqlNames
{
    /// <summary>Whether a text names an object, quoted or not. Says yes too often rather than too seldom: a column of the name counts.</summary>
    public static bool Mentions(string sql, string name)
    {
        for (var i = 0; i < sql.Length;)
        {
            var end = SqlText.SkipToken(sql, i);
            if (string.Equals(Unquote(sql[i..end]), name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }

            i = end;
        }

        return false;
    }

    /// <summary>A name as it is, from how SQL writes it.</summary>
    public static string Unquote(string token) =>
        token.Length >= 2 && token[0] == '"' && token[^1] == '"' ? token[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : token;
}
