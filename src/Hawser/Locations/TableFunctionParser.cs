using System.Diagnostics.CodeAnalysis;
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

    private TableFunctionScanner _scan;

    private TableFunctionParser(string text) => _scan = new TableFunctionScanner(text);

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
        problem = call is null ? parser._scan.Problem ?? "it is not a table function" : null;
        return call is not null;
    }

    /// <summary>Whether text begins as a call does: a name and an opening parenthesis.</summary>
    internal static bool LooksLikeCall(string text)
    {
        var parser = new TableFunctionParser(text);
        parser._scan.SkipSpace();
        return parser._scan.TryReadName(out _) && parser._scan.TryRead("(");
    }

    private TableFunctionCall? ParseCall(IEnumerable<string> allowed)
    {
        _scan.SkipSpace();
        if (!_scan.TryReadName(out var name))
        {
            return _scan.Fail<TableFunctionCall>("a function's name is expected");
        }

        var function = allowed.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        if (function is null)
        {
            return FailAsUnknown(name, allowed);
        }

        var arguments = _scan.TryRead("(") ? ParseArguments() : _scan.Fail<List<TableFunctionArgument>>("'(' is expected");
        if (arguments is null)
        {
            return null;
        }

        _scan.SkipSpace();
        return _scan.IsAtEnd
            ? new TableFunctionCall(function, arguments)
            : _scan.Fail<TableFunctionCall>("nothing may follow the call of a table function");
    }

    private List<TableFunctionArgument>? ParseArguments()
    {
        var arguments = new List<TableFunctionArgument>();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (_scan.TryRead(")"))
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
        while (_scan.TryRead(","));
        return _scan.TryRead(")") ? arguments : _scan.Fail<List<TableFunctionArgument>>("',' or ')' is expected");
    }

    private bool TryParseArgument(HashSet<string> names, [NotNullWhen(true)] out TableFunctionArgument? argument)
    {
        argument = null;
        var name = ReadArgumentName();
        if (name is null && names.Count > 0)
        {
            _scan.Fail<string>("an argument by place may not follow a named one");
            return false;
        }

        if (name is not null && !names.Add(name))
        {
            _scan.Fail<string>($"the argument {name} is given twice");
            return false;
        }

        var value = ParseValue(0);
        argument = value is null ? null : new TableFunctionArgument(name, value);
        return argument is not null;
    }

    private string? ReadArgumentName()
    {
        var start = _scan.At;
        _scan.SkipSpace();
        if (_scan.TryReadName(out var name) && (_scan.TryRead(":=") || _scan.TryRead("=>") || _scan.TryRead("=")))
        {
            return name;
        }

        _scan.At = start;
        return null;
    }

    private TableFunctionValue? ParseValue(int depth)
    {
        _scan.SkipSpace();
        if (depth > MaxDepth)
        {
            return _scan.Fail<TableFunctionValue>($"lists and structs may be nested {MaxDepth} deep");
        }

        return _scan.Peek() switch
        {
            '\'' => _scan.ReadText() is { } text ? new TableFunctionText(text) : null,
            '[' => ParseList(depth),
            '{' => ParseStruct(depth),
            _ => ParseNumberOrWord(),
        };
    }

    private TableFunctionValue? ParseNumberOrWord()
    {
        var start = _scan.At;
        var end = TableFunctionNumber.Measure(_scan.Text, _scan.At);
        if (end > _scan.At && !(end < _scan.Text.Length && (char.IsAsciiLetterOrDigit(_scan.Text[end]) || _scan.Text[end] is '_' or '.')))
        {
            _scan.At = end;
            return new TableFunctionNumber(_scan.Text[start..end]);
        }

        _scan.TryReadName(out var word);
        switch (word?.ToUpperInvariant())
        {
            case "TRUE":
                return new TableFunctionBoolean(true);
            case "FALSE":
                return new TableFunctionBoolean(false);
            case "NULL":
                return TableFunctionNull.Instance;
            default:
                _scan.At = start;
                return _scan.Fail<TableFunctionValue>("a literal is expected ('text', a number, true, false, null, [list] or {'key': value})");
        }
    }

    private TableFunctionList? ParseList(int depth)
    {
        _scan.At++;
        var items = new List<TableFunctionValue>();
        if (_scan.TryRead("]"))
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
        while (_scan.TryRead(","));
        return _scan.TryRead("]") ? new TableFunctionList(items) : _scan.Fail<TableFunctionList>("',' or ']' is expected");
    }

    private TableFunctionStruct? ParseStruct(int depth)
    {
        _scan.At++;
        var fields = new List<KeyValuePair<string, TableFunctionValue>>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        if (_scan.TryRead("}"))
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
        while (_scan.TryRead(","));
        return _scan.TryRead("}") ? new TableFunctionStruct(fields) : _scan.Fail<TableFunctionStruct>("',' or '}' is expected");
    }

    private string? ParseKey(HashSet<string> keys)
    {
        _scan.SkipSpace();
        var key = _scan.Peek() == '\'' ? _scan.ReadText() : _scan.TryReadName(out var name) ? name : _scan.Fail<string>("a key is expected");
        if (key is null)
        {
            return null;
        }

        if (!keys.Add(key))
        {
            return _scan.Fail<string>("a key is given twice");
        }

        return _scan.TryRead(":") ? key : _scan.Fail<string>("':' is expected");
    }

    private TableFunctionCall? FailAsUnknown(string name, IEnumerable<string> allowed)
    {
        var known = allowed.Order(StringComparer.Ordinal).ToList();
        var nearest = NearestName.Find(name, known);
        _scan.Problem = (known.Count, nearest) switch
        {
            (0, _) => $"'{name}' is not allowed: there are no table functions here",
            (_, null) => $"unknown table function '{name}'; allowed are {string.Join(", ", known)}",
            _ => $"unknown table function '{name}'; did you mean '{nearest}'?",
        };
        return null;
    }
}
