namespace Hawser.Connectors.Postgres.Sql;

/// <summary>Cuts a script into its statements, as psql does: at semicolons outside quotation marks, dollar quotes, comments, parentheses and BEGIN ATOMIC … END.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/sql-syntax-lexical.html</remarks>
internal sealed class ScriptSplitter
{
    private readonly string _script;
    private readonly List<string> _statements = [];
    private int _at;
    private int _start;
    private int _parentheses;
    private int _atomic;
    private bool _hasText;
    private string _previousWord = "";

    private ScriptSplitter(string script) => _script = script;

    /// <summary>The statements in order, without their semicolons; those that hold nothing but comments are left out.</summary>
    public static IReadOnlyList<string> Split(string script)
    {
        var splitter = new ScriptSplitter(script);
        splitter.Run();
        return splitter._statements;
    }

    private void Run()
    {
        while (_at < _script.Length)
        {
            char c = _script[_at];
            if (c == ';' && _parentheses == 0 && _atomic == 0)
            {
                Take();
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
            }
            else if (StartsWith("--"))
            {
                SkipLine();
            }
            else if (StartsWith("/*"))
            {
                SkipComment();
            }
            else
            {
                _hasText = true;
                SkipToken(c);
            }
        }

        Take();
    }

    private void Take()
    {
        if (_hasText)
        {
            _statements.Add(_script[_start..Math.Min(_at, _script.Length)]);
        }

        _at++;
        _start = _at;
        (_hasText, _parentheses, _atomic, _previousWord) = (false, 0, 0, "");
    }

    private void SkipToken(char c)
    {
        switch (c)
        {
            case '\'':
                SkipQuoted('\'', hasEscapes: _at > 0 && _script[_at - 1] is 'e' or 'E' && !(_at > 1 && IsWord(_script[_at - 2])));
                break;
            case '"':
                SkipQuoted('"', hasEscapes: false);
                break;
            case '$':
                SkipDollar();
                break;
            case '(' or ')':
                _parentheses = Math.Max(0, _parentheses + (c == '(' ? 1 : -1));
                _at++;
                break;
            default:
                SkipWord();
                break;
        }
    }

    private void SkipQuoted(char quote, bool hasEscapes)
    {
        for (_at++; _at < _script.Length; _at++)
        {
            if (hasEscapes && _script[_at] == '\\')
            {
                _at++;
            }
            else if (_script[_at] == quote)
            {
                _at++;
                return;
            }
        }
    }

    private void SkipDollar()
    {
        int end = _at + 1;
        while (end < _script.Length && IsWord(_script[end]))
        {
            end++;
        }

        bool isQuote = end < _script.Length && _script[end] == '$' && !char.IsAsciiDigit(_script[_at + 1]);
        if (!isQuote)
        {
            _at = end;
            return;
        }

        string tag = _script[_at..(end + 1)];
        int close = _script.IndexOf(tag, end + 1, StringComparison.Ordinal);
        _at = close < 0 ? _script.Length : close + tag.Length;
    }

    private void SkipWord()
    {
        int start = _at++;
        if (!IsWord(_script[start]))
        {
            return;
        }

        while (_at < _script.Length && (IsWord(_script[_at]) || _script[_at] == '$'))
        {
            _at++;
        }

        string word = _script[start.._at].ToUpperInvariant();
        _atomic += word switch
        {
            "ATOMIC" when _previousWord == "BEGIN" => 1,
            "CASE" when _atomic > 0 => 1,
            "END" when _atomic > 0 => -1,
            _ => 0,
        };
        _previousWord = word;
    }

    private void SkipLine()
    {
        int end = _script.IndexOf('\n', _at);
        _at = end < 0 ? _script.Length : end + 1;
    }

    private void SkipComment()
    {
        int depth = 0;
        do
        {
            bool opens = StartsWith("/*"), closes = !opens && StartsWith("*/");
            depth += opens ? 1 : closes ? -1 : 0;
            _at += opens || closes ? 2 : 1;
        }
        while (depth > 0 && _at < _script.Length);
    }

    private bool StartsWith(string text) => string.CompareOrdinal(_script, _at, text, 0, text.Length) == 0;

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c == '_';
}
