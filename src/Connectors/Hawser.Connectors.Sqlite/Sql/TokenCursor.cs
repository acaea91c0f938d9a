namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>Walks over the tokens of one text.</summary>
internal sealed class TokenCursor(string sql)
{
    private readonly List<SqlToken> _tokens = SqlTokenizer.Tokenize(sql);
    private int _index;

    public SqlToken Current => _tokens[_index];

    public bool IsAtEnd => Current.Kind == SqlTokenKind.End;

    public string Text => sql.Substring(Current.Start, Current.Length);

    public void Advance() => _index = Math.Min(_index + 1, _tokens.Count - 1);

    /// <summary>True when the current token is this bare word, in any case.</summary>
    public bool IsWord(string word) =>
        Current.Kind == SqlTokenKind.Word && sql.AsSpan(Current.Start, Current.Length).Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSymbol(char symbol) =>
        Current.Kind == SqlTokenKind.Symbol && Current.Length == 1 && sql[Current.Start] == symbol;

    public bool TryTakeWord(string word)
    {
        bool isThere = IsWord(word);
        if (isThere)
        {
            Advance();
        }

        return isThere;
    }

    public bool TryTakeSymbol(char symbol)
    {
        bool isThere = IsSymbol(symbol);
        if (isThere)
        {
            Advance();
        }

        return isThere;
    }

    /// <summary>Takes a name, quoted or bare.</summary>
    public string TakeName()
    {
        string name = SqlText.Unquote(Text);
        Advance();
        return name;
    }

    /// <summary>Takes everything in a pair of parentheses, and returns it without them.</summary>
    public string TakeParentheses()
    {
        if (!IsSymbol('('))
        {
            return "";
        }

        int start = Current.End;
        SkipParentheses(out int end);
        return end <= start ? "" : sql[start..end].Trim();
    }

    /// <summary>The text from a position up to the token before the current one.</summary>
    public string TextFrom(int start) => _index == 0 || _tokens[_index - 1].End <= start ? "" : sql[start.._tokens[_index - 1].End];

    private void SkipParentheses(out int end)
    {
        int depth = 0;
        do
        {
            depth += IsSymbol('(') ? 1 : IsSymbol(')') ? -1 : 0;
            end = Current.Start;
            Advance();
        }
        while (depth > 0 && !IsAtEnd);
    }
}
