namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>
/// Cuts SQL text into tokens by SQLite's rules (https://www.sqlite.org/lang_keywords.html, lang_expr.html); blanks and comments are left out. A
/// quote that never ends yields a token up to the end of the text.
/// </summary>
internal ref struct SqlTokenizer
{
    private readonly ReadOnlySpan<char> _sql;
    private int _position;

    public SqlTokenizer(ReadOnlySpan<char> sql) => _sql = sql;

    /// <summary>All tokens of a text; the last one is <see cref="SqlTokenKind.End"/>.</summary>
    public static List<SqlToken> Tokenize(ReadOnlySpan<char> sql)
    {
        List<SqlToken> tokens = [];
        SqlTokenizer tokenizer = new(sql);
        SqlToken token;
        do
        {
            token = tokenizer.Next();
            tokens.Add(token);
        }
        while (token.Kind != SqlTokenKind.End);

        return tokens;
    }

    /// <summary>The next token.</summary>
    public SqlToken Next()
    {
        SkipBlanksAndComments();
        int start = _position;
        if (start >= _sql.Length)
        {
            return new SqlToken(SqlTokenKind.End, _sql.Length, 0);
        }

        SqlTokenKind kind = Scan(_sql[start]);
        return new SqlToken(kind, start, _position - start);
    }

    private SqlTokenKind Scan(char first)
    {
        switch (first)
        {
            case '\'':
                SkipQuoted('\'');
                return SqlTokenKind.String;
            case '"' or '`':
                SkipQuoted(first);
                return SqlTokenKind.QuotedName;
            case '[':
                SkipPast(']');
                return SqlTokenKind.QuotedName;
            case 'x' or 'X' when Peek(1) == '\'':
                _position++;
                SkipQuoted('\'');
                return SqlTokenKind.Blob;
            case '?' or ':' or '@' or '$' when first == '?' || IsWordPart(Peek(1)):
                _position++;
                SkipWord();
                return SqlTokenKind.Parameter;
        }

        if (char.IsAsciiDigit(first) || (first == '.' && char.IsAsciiDigit(Peek(1))))
        {
            SkipNumber();
            return SqlTokenKind.Number;
        }

        if (IsWordPart(first))
        {
            SkipWord();
            return SqlTokenKind.Word;
        }

        _position += SymbolLength(first, Peek(1));
        return SqlTokenKind.Symbol;
    }

    private readonly char Peek(int ahead) => _position + ahead < _sql.Length ? _sql[_position + ahead] : '\0';

    private void SkipBlanksAndComments()
    {
        while (_position < _sql.Length)
        {
            if (_sql[_position] is ' ' or '\t' or '\n' or '\f' or '\r')
            {
                _position++;
            }
            else if (_sql[_position] == '-' && Peek(1) == '-')
            {
                SkipPast('\n');
            }
            else if (_sql[_position] == '/' && Peek(1) == '*')
            {
                int end = _sql[(_position + 2)..].IndexOf("*/");
                _position = end < 0 ? _sql.Length : _position + 2 + end + 2;
            }
            else
            {
                return;
            }
        }
    }

    private void SkipQuoted(char quote)
    {
        _position++;
        while (_position < _sql.Length)
        {
            if (_sql[_position++] != quote)
            {
                continue;
            }

            if (_position >= _sql.Length || _sql[_position] != quote)
            {
                return;
            }

            _position++;
        }
    }

    private void SkipPast(char end)
    {
        int length = _sql[_position..].IndexOf(end);
        _position = length < 0 ? _sql.Length : _position + length + 1;
    }

    private void SkipWord()
    {
        while (_position < _sql.Length && IsWordPart(_sql[_position]))
        {
            _position++;
        }
    }

    /// <summary>Digits, a hexadecimal prefix, a point and an exponent with its sign.</summary>
    private void SkipNumber()
    {
        bool isHexadecimal = _sql[_position] == '0' && Peek(1) is 'x' or 'X';
        while (_position < _sql.Length)
        {
            char c = _sql[_position];
            bool isExponentSign = c is '+' or '-' && !isHexadecimal && _sql[_position - 1] is 'e' or 'E';
            if (!isExponentSign && c != '.' && !IsWordPart(c))
            {
                return;
            }

            _position++;
        }
    }

    private static bool IsWordPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '$' || c > '\x7f';

    private static int SymbolLength(char first, char second) => (first, second) switch
    {
        ('|', '|') or ('<', '<') or ('>', '>') or ('<', '=') or ('>', '=') or ('=', '=') or ('!', '=') or ('<', '>') or ('-', '>') => 2,
        _ => 1,
    };
}
