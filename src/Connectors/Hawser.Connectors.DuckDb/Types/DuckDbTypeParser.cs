using System.Globalization;
using System.Text;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>Reads the text that the catalog gives for a type, such as <c>STRUCT("a b" INTEGER, c DECIMAL(4,1)[3])[]</c>.</summary>
/// <remarks>A name that is not known (an extension's type) becomes an alias over VARCHAR: such columns are read as text.</remarks>
internal ref struct DuckDbTypeParser
{
    private readonly ReadOnlySpan<char> _text;
    private int _position;

    private DuckDbTypeParser(ReadOnlySpan<char> text) => _text = text;

    /// <exception cref="FormatException">The text is not a type.</exception>
    public static DuckDbType Parse(string text)
    {
        var parser = new DuckDbTypeParser(text);
        var type = parser.ParseType();
        parser.SkipSpace();
        return parser._position == text.Length ? type : throw new FormatException($"\"{text}\" is not a DuckDB type.");
    }

    private DuckDbType ParseType()
    {
        SkipSpace();
        var type = ParseBase();
        while (TryTake('['))
        {
            if (TryTake(']'))
            {
                type = DuckDbType.List(type);
                continue;
            }

            type = DuckDbType.Array(type, ParseNumber());
            Take(']');
        }

        return type;
    }

    private DuckDbType ParseBase()
    {
        var isQuoted = Peek() == '"';
        var name = isQuoted ? ParseQuoted('"') : ParseWords();
        if (!isQuoted && TryTake('('))
        {
            var type = ParseParameters(name);
            Take(')');
            return type;
        }

        return name.Equals("JSON", StringComparison.OrdinalIgnoreCase) ? DuckDbType.Json()
            : name is "NULL" ? new DuckDbType(TypeId.SqlNull)
            : TypeNames.TryParse(name, out var id) ? new DuckDbType(id)
            : new DuckDbType(TypeId.Varchar) { Alias = name };
    }

    private DuckDbType ParseParameters(string name) => name.ToUpperInvariant() switch
    {
        "DECIMAL" or "NUMERIC" => ParseDecimal(),
        "STRUCT" => new DuckDbType(TypeId.Struct, ParseMembers()),
        "UNION" => new DuckDbType(TypeId.Union, ParseMembers()),
        "MAP" => ParseMap(),
        "ENUM" => DuckDbType.Enum(ParseLabels()),
        var other => ParseForeign(other),
    };

    private DuckDbType ParseDecimal()
    {
        var width = ParseNumber();
        return DuckDbType.Decimal(width, TryTake(',') ? ParseNumber() : 0);
    }

    private DuckDbType ParseMap()
    {
        var key = ParseType();
        Take(',');
        return DuckDbType.Map(key, ParseType());
    }

    private List<DuckDbMember> ParseMembers()
    {
        var members = new List<DuckDbMember>();
        do
        {
            SkipSpace();
            var name = Peek() == '"' ? ParseQuoted('"') : ParseWord();
            members.Add(new DuckDbMember(name, ParseType()));
        }
        while (TryTake(','));
        return members;
    }

    private List<string> ParseLabels()
    {
        var labels = new List<string>();
        do
        {
            SkipSpace();
            labels.Add(ParseQuoted('\''));
        }
        while (TryTake(','));
        return labels;
    }

    /// <summary>A parameter that is kept but means nothing to us, such as GEOMETRY's coordinate system.</summary>
    private DuckDbType ParseForeign(string name)
    {
        var start = _position;
        for (var depth = 0; depth > 0 || Peek() != ')'; _position++)
        {
            depth += Peek() switch { '(' => 1, ')' => -1, '\0' => throw Fail("a closing parenthesis"), _ => 0 };
        }

        var alias = $"{name}({_text[start.._position]})";
        return new DuckDbType(TypeNames.TryParse(name, out var id) ? id : TypeId.Varchar) { Alias = alias };
    }

    private int ParseNumber()
    {
        SkipSpace();
        var start = _position;
        while (char.IsAsciiDigit(Peek()))
        {
            _position++;
        }

        return int.TryParse(_text[start.._position], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Fail("a number");
    }

    private string ParseWord()
    {
        SkipSpace();
        var start = _position;
        while (char.IsLetterOrDigit(Peek()) || Peek() is '_' or '$' or '.')
        {
            _position++;
        }

        return _position > start ? _text[start.._position].ToString() : throw Fail("a name");
    }

    /// <summary>A type's name may be several words: TIMESTAMP WITH TIME ZONE.</summary>
    private string ParseWords()
    {
        var words = ParseWord();
        while (Peek() == ' ' && _position + 1 < _text.Length && char.IsLetter(_text[_position + 1]))
        {
            words += " " + ParseWord();
        }

        return words;
    }

    private string ParseQuoted(char quote)
    {
        Take(quote);
        var text = new StringBuilder();
        while (true)
        {
            var next = Peek();
            _position++;
            if (next == quote && Peek() != quote)
            {
                return text.ToString();
            }

            if (next == '\0' && _position > _text.Length)
            {
                throw Fail($"a closing {quote}");
            }

            _position += next == quote ? 1 : 0;
            text.Append(next);
        }
    }

    private readonly char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private void SkipSpace()
    {
        while (Peek() == ' ')
        {
            _position++;
        }
    }

    private bool TryTake(char wanted)
    {
        SkipSpace();
        if (Peek() != wanted)
        {
            return false;
        }

        _position++;
        return true;
    }

    private void Take(char wanted)
    {
        if (!TryTake(wanted))
        {
            throw Fail($"'{wanted}'");
        }
    }

    private readonly FormatException Fail(string wanted) =>
        new($"\"{_text}\" is not a DuckDB type: {wanted} is missing at position {_position}.");
}
