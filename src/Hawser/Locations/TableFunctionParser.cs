using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Parses a call of a table function. One call with literal arguments is the whole grammar.</summary>
/// <remarks>
/// <code>
/// call     := NAME '(' [ argument { ',' argument } ] ')'
/// argument := [ NAME ( '=' | ':=' | '=>' ) ] value
/// value    := TEXT | NUMBER | true | false | null | '[' [ value { ',' value } ] ']' | '{' [ key ':' value { ',' key ':' value } ] '}'
/// key      := TEXT | NAME
/// </code>
/// TEXT is in single quotes, a quote inside is doubled. There are no comments, operators, names of columns, subqueries or statements, and nothing may follow
/// the closing parenthesis: what does not parse is refused, so nothing but a call can come out.
/// </remarks>
internal ref struct TableFunctionParser
{
    /// <summary>How deep lists and structs may be nested.</summary>
    public const int MaxDepth = 16;

    private readonly string _text;
    private int _at;
    private string? _problem;

    private TableFunctionParser(string text) => _text = text;

    /// <summary>Parses a call and checks that its function is allowed.</summary>
    /// <param name="text">The call as the user wrote it.</param>
    /// <param name="allowed">The functions that may be called; compared ignoring case, and the result carries the name as it stands here.</param>
    /// <param name="call">The call.</param>
    /// <param name="problem">Why it is refused, as a phrase that names the place and, for a function that is not allowed, the nearest one that is.</param>
    /// <returns>True when <paramref name="text"/> is exactly one call of an allowed function.</returns>
    public static bool TryParse(
        string text,
        IEnumerable<string> allowed,
        [NotNullWhen(true)] out TableFunctionCall? call,
        [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(allowed);
        var parser = new TableFunctionParser(text);
        call = parser.ParseCall(allowed);
        problem = call is null ? parser._problem ?? "it is not a table function" : null;
        return call is not null;
    }

    /// <summary>Whether text begins as a call does: a name and an opening parenthesis.</summary>
    internal static bool LooksLikeCall(string text)
    {
        var parser = new TableFunctionParser(text);
        parser.SkipSpace();
        return parser.TryReadName(out _) && parser.TryRead("(");
    }

    private TableFunctionCall? ParseCall(IEnumerable<string> allowed)
    {
        SkipSpace();
        if (!TryReadName(out var name))
        {
            return Fail<TableFunctionCall>("a function's name is expected");
        }

        var function = allowed.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        if (function is null)
        {
            return FailAsUnknown(name, allowed);
        }

        var arguments = TryRead("(") ? ParseArguments() : Fail<List<TableFunctionArgument>>("'(' is expected");
        if (arguments is null)
        {
            return null;
        }

        SkipSpace();
        return _at == _text.Length
            ? new TableFunctionCall(function, arguments)
            : Fail<TableFunctionCall>("nothing may follow the call of a table function");
    }

    private List<TableFunctionArgument>? ParseArguments()
    {
        var arguments = new List<TableFunctionArgument>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (TryRead(")"))
        {
            return arguments;
        }

        do
        {
            if (!TryParseArgument(names, out var argument))
            {
                return null;
            }

            arguments.Add(argument);
        }
        while (TryRead(","));
        return TryRead(")") ? arguments : Fail<List<TableFunctionArgument>>("',' or ')' is expected");
    }

    private bool TryParseArgument(HashSet<string> names, [NotNullWhen(true)] out TableFunctionArgument? argument)
    {
        argument = null;
        var name = ReadArgumentName();
        if (name is null && names.Count > 0)
        {
            Fail<string>("an argument by place may not follow a named one");
            return false;
        }

        if (name is not null && !names.Add(name))
        {
            Fail<string>($"the argument {name} is given twice");
            return false;
        }

        var value = ParseValue(0);
        argument = value is null ? null : new TableFunctionArgument(name, value);
        return argument is not null;
    }

    private string? ReadArgumentName()
    {
        var start = _at;
        SkipSpace();
        if (TryReadName(out var name) && (TryRead(":=") || TryRead("=>") || TryRead("=")))
        {
            return name;
        }

        _at = start;
        return null;
    }

    private TableFunctionValue? ParseValue(int depth)
    {
        SkipSpace();
        if (depth > MaxDepth)
        {
            return Fail<TableFunctionValue>($"lists and structs may be nested {MaxDepth} deep");
        }

        return Peek() switch
        {
            '\'' => ReadText() is { } text ? new TableFunctionText(text) : null,
            '[' => ParseList(depth),
            '{' => ParseStruct(depth),
            _ => ParseNumberOrWord(),
        };
    }

    private TableFunctionValue? ParseNumberOrWord()
    {
        var start = _at;
        var end = TableFunctionNumber.Measure(_text, _at);
        if (end > _at && !(end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] is '_' or '.')))
        {
            _at = end;
            return new TableFunctionNumber(_text[start..end]);
        }

        TryReadName(out var word);
        switch (word?.ToUpperInvariant())
        {
            case "TRUE":
                return new TableFunctionBoolean(true);
            case "FALSE":
                return new TableFunctionBoolean(false);
            case "NULL":
                return TableFunctionNull.Instance;
            default:
                _at = start;
                return Fail<TableFunctionValue>("a literal is expected ('text', a number, true, false, null, [list] or {'key': value})");
        }
    }

    private TableFunctionList? ParseList(int depth)
    {
        _at++;
        var items = new List<TableFunctionValue>();
        if (TryRead("]"))
        {
            return new TableFunctionList(items);
        }

        do
        {
            if (ParseValue(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }
        while (TryRead(","));
        return TryRead("]") ? new TableFunctionList(items) : Fail<TableFunctionList>("',' or ']' is expected");
    }

    private TableFunctionStruct? ParseStruct(int depth)
    {
        _at++;
        var fields = new List<KeyValuePair<string, TableFunctionValue>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (TryRead("}"))
        {
            return new TableFunctionStruct(fields);
        }

        do
        {
            if (ParseKey(keys) is not { } key || ParseValue(depth + 1) is not { } value)
            {
                return null;
            }

            fields.Add(new(key, value));
        }
        while (TryRead(","));
        return TryRead("}") ? new TableFunctionStruct(fields) : Fail<TableFunctionStruct>("',' or '}' is expected");
    }

    private string? ParseKey(HashSet<string> keys)
    {
        SkipSpace();
        var key = Peek() == '\'' ? ReadText() : TryReadName(out var name) ? name : Fail<string>("a key is expected");
        if (key is null)
        {
            return null;
        }

        if (!keys.Add(key))
        {
            return Fail<string>("a key is given twice");
        }

        return TryRead(":") ? key : Fail<string>("':' is expected");
    }

    private string? ReadText()
    {
        var value = new StringBuilder();
        for (var at = _at + 1; at < _text.Length; at++)
        {
            if (_text[at] != '\'')
            {
                value.Append(_text[at]);
            }
            else if (at + 1 < _text.Length && _text[at + 1] == '\'')
            {
                value.Append('\'');
                at++;
            }
            else
            {
                _at = at + 1;
                return value.ToString();
            }
        }

        return Fail<string>("the text that begins here has no closing quote");
    }

    private bool TryReadName([NotNullWhen(true)] out string? name)
    {
        var end = _at;
        while (end < _text.Length && (char.IsAsciiLetterOrDigit(_text[end]) || _text[end] == '_'))
        {
            end++;
        }

        name = _text[_at..end];
        if (!TableFunctionCall.IsIdentifier(name))
        {
            name = null;
            return false;
        }

        _at = end;
        return true;
    }

    private bool TryRead(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(_text, _at, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        _at += symbol.Length;
        return true;
    }

    private readonly char Peek() => _at < _text.Length ? _text[_at] : '\0';

    private void SkipSpace()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private TableFunctionCall? FailAsUnknown(string name, IEnumerable<string> allowed)
    {
        var known = allowed.Order(StringComparer.Ordinal).ToList();
        var nearest = NearestName.Find(name, known);
        _problem = (known.Count, nearest) switch
        {
            (0, _) => $"'{name}' is not allowed: there are no table functions here",
            (_, null) => $"unknown table function '{name}'; allowed are {string.Join(", ", known)}",
            _ => $"unknown table function '{name}'; did you mean '{nearest}'?",
        };
        return null;
    }

    private T? Fail<T>(string expectation)
        where T : class
    {
        _problem ??= $"at character {_at + 1} of the table function: {expectation}";
        return null;
    }
}
