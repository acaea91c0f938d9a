using System.Globalization;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>
/// Reads the text of a native type as <c>format_type</c> or a person writes it. It asks no server, so a type of the user's own is of kind <see cref="PgTypeKind.Unknown"/>. The
/// name of what is returned is spelled anew, every identifier that needs it quoted, and safe to put into SQL, wherever the text came from.
/// </summary>
internal sealed class PgTypeText
{
    private const int MostDimensions = 6;

    private readonly List<string> _names = [];
    private readonly List<string> _modifiers = [];
    private readonly string _text;
    private bool _isQuoted;
    private int _dimensions;
    private int _at;

    private PgTypeText(string text) => _text = text;

    /// <summary>The type that a text names. Text that no type's name can be becomes the quoted name of a type that does not exist.</summary>
    public static PgType Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var reader = new PgTypeText(text);
        return reader.Read() ? reader.Build() : Unknown(PostgresNames.QuoteIfNeeded(text.Replace("\0", "", StringComparison.Ordinal)));
    }

    private static PgType Unknown(string name) => new(0, name, name, PgTypeKind.Unknown);

    // name ::= identifier {"." identifier} | words; modifiers may stand behind the first words: timestamp(3) without time zone.
    private bool Read()
    {
        if (!ReadName())
        {
            return false;
        }

        while (Next('.'))
        {
            if (!ReadName())
            {
                return false;
            }
        }

        bool isQualified = _names.Count > 1;
        var words = new List<string> { _names[^1] };
        while (Skip() < _text.Length)
        {
            if (Next('('))
            {
                if (_modifiers.Count > 0 || !ReadModifiers())
                {
                    return false;
                }
            }
            else if (Next('['))
            {
                if (!ReadBracket())
                {
                    return false;
                }
            }
            else if (!isQualified && !_isQuoted && _dimensions == 0 && ReadWord() is { } word)
            {
                words.Add(word);
            }
            else
            {
                return false;
            }
        }

        _names[^1] = string.Join(' ', words);
        return true;
    }

    private bool ReadName()
    {
        Skip();
        if (_at < _text.Length && _text[_at] == '"')
        {
            _isQuoted = true;
            return ReadQuoted();
        }

        _isQuoted = false;
        if (ReadWord() is not { } word)
        {
            return false;
        }

        _names.Add(word);
        return true;
    }

    private bool ReadQuoted()
    {
        var name = new System.Text.StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            if (_text[_at] != '"')
            {
                name.Append(_text[_at]);
            }
            else if (_at + 1 < _text.Length && _text[_at + 1] == '"')
            {
                name.Append('"');
                _at++;
            }
            else
            {
                _at++;
                _names.Add(name.ToString());
                return name.Length > 0 && !name.ToString().Contains('\0', StringComparison.Ordinal);
            }
        }

        return false;
    }

    private string? ReadWord()
    {
        int start = Skip();
        if (start >= _text.Length || !(char.IsLetter(_text[start]) || _text[start] == '_'))
        {
            return null;
        }

        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '$'))
        {
            _at++;
        }

        return _text[start.._at].ToLowerInvariant();
    }

    private bool ReadModifiers()
    {
        int end = _text.IndexOf(')', _at);
        if (end < 0)
        {
            return false;
        }

        foreach (string part in _text[_at..end].Split(','))
        {
            string modifier = part.Trim();
            if (modifier.Length == 0 || !modifier.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                return false;
            }

            _modifiers.Add(modifier);
        }

        _at = end + 1;
        return true;
    }

    private bool ReadBracket()
    {
        while (_at < _text.Length && char.IsAsciiDigit(_text[_at]))
        {
            _at++;
        }

        return Next(']') && ++_dimensions <= MostDimensions;
    }

    private bool Next(char wanted)
    {
        bool found = Skip() < _text.Length && _text[_at] == wanted;
        _at += found ? 1 : 0;
        return found;
    }

    private int Skip()
    {
        while (_at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }

        return _at;
    }

    private PgType Build()
    {
        bool isOwn = _names.Count == 1 || (_names.Count == 2 && _names[0] == "pg_catalog");
        PgType element = (isOwn && !(_isQuoted && _names[^1] == "char") ? KnownType(_names[^1]) : null) ?? Unknown(Spelled());
        return _dimensions == 0 ? element : ArrayOf(element);
    }

    /// <summary>The array of an element type known by name only.</summary>
    public static PgType ArrayOf(PgType element) =>
        new(0, "_" + element.CatalogName, element.Name + "[]", PgTypeKind.Array) { Element = element, Modifier = element.Modifier };

    // What was in quotation marks stays so: "char" is not char, and "user" would be a keyword.
    private string Spelled() => string.Join('.', _names.SkipLast(1).Select(PostgresNames.QuoteIfNeeded).Append(_isQuoted ? PostgresNames.Quote(_names[^1]) : PostgresNames.QuoteIfNeeded(_names[^1]))) + (_modifiers.Count > 0 ? $"({string.Join(',', _modifiers)})" : "");

    private PgType? KnownType(string name)
    {
        bool isInterval = name.StartsWith("interval ", StringComparison.Ordinal) && name.Split(' ').All(word => word is "interval" or "year" or "month" or "day" or "hour" or "minute" or "second" or "to");
        if (isInterval)
        {
            PgType interval = PgTypeNames.Find("interval")!;
            return interval with { Name = name + Modifiers() };
        }

        return PgTypeNames.Find(name) is not { } type ? null : _modifiers.Count == 0 ? WithoutModifier(type, name) : WithModifier(type);
    }

    // CHAR and BIT alone mean one character and one bit; bpchar alone has no limit.
    private static PgType WithoutModifier(PgType type, string name) => (type.CatalogName, name) switch
    {
        ("bpchar", "bpchar") => type with { Name = "bpchar" },
        ("bpchar", _) => type with { Modifier = PgType.LengthModifier(1), Name = "character(1)" },
        ("bit", _) => type with { Modifier = 1, Name = "bit(1)" },
        _ => type,
    };

    private PgType? WithModifier(PgType type)
    {
        int[] numbers = new int[_modifiers.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            if (!int.TryParse(_modifiers[i], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out numbers[i]))
            {
                return null;
            }
        }

        return (type.CatalogName, numbers) switch
        {
            ("numeric", [>= 1 and <= 1000 and var p]) => type with { Modifier = PgType.NumericModifier(p, 0), Name = $"numeric({p},0)" },
            ("numeric", [>= 1 and <= 1000 and var p, >= -1000 and <= 1000 and var s]) => type with { Modifier = PgType.NumericModifier(p, s), Name = $"numeric({p},{s})" },
            ("varchar" or "bpchar", [> 0 and var n]) => type with { Modifier = PgType.LengthModifier(n), Name = $"{type.Name}({n})" },
            ("bit" or "varbit", [> 0 and var n]) => type with { Modifier = n, Name = $"{type.Name}({n})" },
            ("timestamp" or "timestamptz" or "time" or "timetz", [>= 0 and <= 6 and var n]) => type with { Modifier = n, Name = type.Name.Replace(" with", $"({n}) with", StringComparison.Ordinal) },
            ("interval", [>= 0 and <= 6 and var n]) => type with { Name = $"interval({n})" },
            ("float8", [>= 1 and <= 24]) => PgTypeNames.Find("float4"),
            ("float8", [>= 25 and <= 53]) => type,
            _ => null,
        };
    }

    private string Modifiers() => _modifiers.Count > 0 ? $"({string.Join(',', _modifiers)})" : "";
}
