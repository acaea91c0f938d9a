namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>Reads a stored <c>CREATE INDEX</c> (https://www.sqlite.org/lang_createindex.html).</summary>
internal static class CreateIndexParser
{
    /// <summary>Parses a statement; an empty text gives no parts.</summary>
    public static ParsedIndex Parse(string sql)
    {
        TokenCursor cursor = new(sql);
        while (!cursor.IsAtEnd && !cursor.IsSymbol('('))
        {
            cursor.Advance();
        }

        List<string> parts = [.. SplitParts(cursor.TakeParentheses())];
        string? predicate = cursor.TryTakeWord("WHERE") ? sql[cursor.Current.Start..].TrimEnd().TrimEnd(';') : null;
        return new ParsedIndex(parts, predicate);
    }

    private static IEnumerable<string> SplitParts(string list)
    {
        TokenCursor cursor = new(list);
        while (!cursor.IsAtEnd)
        {
            int start = cursor.Current.Start;
            while (!cursor.IsAtEnd && !cursor.IsSymbol(',') && !IsSuffix(cursor))
            {
                Step(cursor);
            }

            string part = cursor.TextFrom(start);
            while (!cursor.IsAtEnd && !cursor.TryTakeSymbol(','))
            {
                Step(cursor);
            }

            yield return part;
        }
    }

    private static bool IsSuffix(TokenCursor cursor) => cursor.IsWord("COLLATE") || cursor.IsWord("ASC") || cursor.IsWord("DESC");

    private static void Step(TokenCursor cursor)
    {
        if (cursor.IsSymbol('('))
        {
            cursor.TakeParentheses();
        }
        else
        {
            cursor.Advance();
        }
    }
}
