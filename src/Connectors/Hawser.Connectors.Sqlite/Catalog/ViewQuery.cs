using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>The query in a stored <c>CREATE VIEW</c>.</summary>
internal static class ViewQuery
{
    /// <summary>What stands behind AS; the whole text when there is no AS.</summary>
    public static string Of(string sql)
    {
        TokenCursor cursor = new(sql);
        while (!cursor.IsAtEnd)
        {
            if (cursor.IsSymbol('('))
            {
                cursor.TakeParentheses();
            }
            else if (cursor.TryTakeWord("AS"))
            {
                return sql[cursor.Current.Start..].TrimEnd().TrimEnd(';');
            }
            else
            {
                cursor.Advance();
            }
        }

        return sql;
    }

    /// <summary>Whether a text names a table as a word or quoted name.</summary>
    public static bool Mentions(string sql, string name)
    {
        for (TokenCursor cursor = new(sql); !cursor.IsAtEnd; cursor.Advance())
        {
            bool isName = cursor.Current.Kind is SqlTokenKind.Word or SqlTokenKind.QuotedName or SqlTokenKind.String;
            if (isName && string.Equals(SqlText.Unquote(cursor.Text), name, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
