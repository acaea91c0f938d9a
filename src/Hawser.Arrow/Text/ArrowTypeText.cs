using System.Globalization;
using System.Text;

namespace Hawser.Arrow;

/// <summary>
/// An Arrow type as one line, for marks in a database's own words: the format strings of the C data interface with children in parentheses, e.g.
/// <c>+s(a?:i,b:+l(item?:u))</c>. A field is its name, <c>?</c> when it may be null, a colon, its type, and <c>{extension;parameters}</c> when it has one;
/// a dictionary is <c>D(index,value)</c>. Bytes other than letters, digits and a few marks are percent-encoded, and so is the second letter of every <c>int</c>, which
/// in a declared type would give the column INTEGER affinity.
/// </summary>
public sealed class ArrowTypeText
{
    private const int DeepestNesting = 64;

    private readonly string _text;
    private int _position;
    private int _depth;

    private ArrowTypeText(string text) => _text = text;

    /// <summary>Writes the type of a field, with its extension and without its name.</summary>
    public static string Format(Field field)
    {
        StringBuilder text = new();
        AppendFieldType(text, field);
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Format"/> wrote; false for any other text.</summary>
    public static bool TryParse(string text, out Field field)
    {
        ArrowTypeText parser = new(text);
        try
        {
            field = parser.ParseFieldType("", isNullable: true);
            return parser._position == text.Length;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or OverflowException)
        {
            field = new Field("", ArrowType.Null);
            return false;
        }
    }

    private static void AppendFieldType(StringBuilder text, Field field)
    {
        AppendType(text, field.Type);
        if (field.ExtensionName is { } extension)
        {
            text.Append('{').Append(Escape(extension)).Append(';').Append(Escape(field.ExtensionMetadata ?? "")).Append('}');
        }
    }

    private static void AppendType(StringBuilder text, ArrowType type)
    {
        if (type is DictionaryType dictionary)
        {
            text.Append(dictionary.Ordered ? "O(" : "D(");
            AppendType(text, dictionary.Index);
            AppendType(text.Append(','), dictionary.Value);
            text.Append(')');
            return;
        }

        text.Append(Escape(type is MapType { KeysSorted: true } ? "+M" : type.Format));
        if (type is NestedType)
        {
            AppendChildren(text, type.Children);
        }
    }

    private static void AppendChildren(StringBuilder text, IReadOnlyList<Field> children)
    {
        text.Append('(');
        for (int i = 0; i < children.Count; i++)
        {
            text.Append(i > 0 ? "," : "").Append(Escape(children[i].Name)).Append(children[i].IsNullable ? "?:" : ":");
            AppendFieldType(text, children[i]);
        }

        text.Append(')');
    }

    private static string Escape(string name)
    {
        StringBuilder text = new(name.Length);
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            bool isPlain = char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'.' or (byte)'/' or (byte)'+' or (byte)'-';
            bool isSecondOfInt = b is (byte)'n' or (byte)'N' && text.Length > 0 && text[^1] is 'i' or 'I';
            _ = isPlain && !isSecondOfInt ? text.Append((char)b) : text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return text.ToString();
    }

    private Field ParseFieldType(string name, bool isNullable)
    {
        ArrowType type = ParseType();
        if (!TryTake('{'))
        {
            return new Field(name, type, isNullable);
        }

        string extension = TakeName();
        Take(';');
        string parameters = TakeName();
        Take('}');
        return Field.Extension(name, type, extension, parameters, isNullable);
    }

    private ArrowType ParseType()
    {
        if (++_depth > DeepestNesting)
        {
            throw new FormatException("A type is nested too deeply.");
        }

        string format = TakeName();
        ArrowType type = format is "D" or "O" ? ParseDictionary(format == "O")
            : format.StartsWith('+') ? MakeNested(format, ParseChildren())
            : ParseLeaf(format);
        _depth--;
        return type;
    }

    private DictionaryType ParseDictionary(bool isOrdered)
    {
        Take('(');
        ArrowType index = ParseType();
        Take(',');
        ArrowType value = ParseType();
        Take(')');
        return new DictionaryType(index, value, isOrdered);
    }

    private List<Field> ParseChildren()
    {
        List<Field> children = [];
        Take('(');
        while (!TryTake(')'))
        {
            if (children.Count > 0)
            {
                Take(',');
            }

            string name = TakeName();
            bool isNullable = TryTake('?');
            Take(':');
            children.Add(ParseFieldType(name, isNullable));
        }

        return children;
    }

    private static ArrowType MakeNested(string format, List<Field> children) => format switch
    {
        "+l" when children.Count == 1 => new ListType(children[0]),
        "+s" => new StructType(children),
        "+m" when children.Count == 1 => new MapType(children[0], false),
        "+M" when children.Count == 1 => new MapType(children[0], true),
        _ when format.StartsWith("+w:", StringComparison.Ordinal) && children.Count == 1 => new FixedSizeListType(children[0], Number(format[3..])),
        _ when format.StartsWith("+ud:", StringComparison.Ordinal) => UnionType.Dense(children, TypeIds(format[4..])),
        _ when format.StartsWith("+us:", StringComparison.Ordinal) => UnionType.Sparse(children, TypeIds(format[4..])),
        _ => throw new FormatException($"\"{format}\" is no nested type."),
    };

    private static ArrowType ParseLeaf(string format) => format switch
    {
        "n" => ArrowType.Null,
        "b" => ArrowType.Boolean,
        "c" => ArrowType.Int8,
        "C" => ArrowType.UInt8,
        "s" => ArrowType.Int16,
        "S" => ArrowType.UInt16,
        "i" => ArrowType.Int32,
        "I" => ArrowType.UInt32,
        "l" => ArrowType.Int64,
        "L" => ArrowType.UInt64,
        "f" => ArrowType.Float32,
        "g" => ArrowType.Float64,
        "u" => ArrowType.Utf8,
        "U" => ArrowType.LargeUtf8,
        "z" => ArrowType.Binary,
        "Z" => ArrowType.LargeBinary,
        "tdD" => ArrowType.Date32,
        "tin" => ArrowType.IntervalMonthDayNano,
        _ when format.StartsWith("d:", StringComparison.Ordinal) => ParseDecimal(format[2..].Split(',')),
        _ when format.StartsWith("w:", StringComparison.Ordinal) => new FixedSizeBinaryType(Number(format[2..])),
        _ when format.StartsWith("tt", StringComparison.Ordinal) && format.Length == 3 => new TimeType(Unit(format[2])),
        _ when format.StartsWith("tD", StringComparison.Ordinal) && format.Length == 3 => new DurationType(Unit(format[2])),
        _ when format.StartsWith("ts", StringComparison.Ordinal) && format.Length > 3 && format[3] == ':' => new TimestampType(Unit(format[2]), format[4..]),
        _ => throw new FormatException($"\"{format}\" is no type."),
    };

    private static DecimalType ParseDecimal(string[] parts) => parts switch
    {
        [var precision, var scale] => DecimalType.Decimal128(Number(precision), Number(scale)),
        [var precision, var scale, "256"] => DecimalType.Decimal256(Number(precision), Number(scale)),
        _ => throw new FormatException("A decimal has a precision and a scale."),
    };

    private static TimeUnit Unit(char letter) => letter switch
    {
        's' => TimeUnit.Second,
        'm' => TimeUnit.Millisecond,
        'u' => TimeUnit.Microsecond,
        'n' => TimeUnit.Nanosecond,
        _ => throw new FormatException($"'{letter}' is no unit of time."),
    };

    private static int Number(string digits) => int.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static IEnumerable<sbyte> TypeIds(string list) =>
        list.Length == 0 ? [] : list.Split(',').Select(id => sbyte.Parse(id, NumberStyles.None, CultureInfo.InvariantCulture));

    private bool TryTake(char mark)
    {
        bool isThere = _position < _text.Length && _text[_position] == mark;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void Take(char mark)
    {
        if (!TryTake(mark))
        {
            throw new FormatException($"'{mark}' is missing at {_position}.");
        }
    }

    private string TakeName()
    {
        List<byte> bytes = [];
        while (_position < _text.Length && _text[_position] is not ('(' or ')' or ',' or ':' or '?' or '{' or '}' or ';'))
        {
            bool isEscape = _text[_position] == '%' && _position + 2 < _text.Length;
            bytes.Add(isEscape ? Convert.FromHexString(_text.AsSpan(_position + 1, 2))[0] : checked((byte)_text[_position]));
            _position += isEscape ? 3 : 1;
        }

        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
