using System.Globalization;
using System.Text;
using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Testing.Cells;

/// <summary>
/// A schema as text, a field a line: <c>name: FORMAT</c> with the format string of the Arrow C data interface, children indented by two more spaces. Behind the format may stand
/// <c>-> FORMAT</c> (a dictionary's values), <c>not null</c>, <c>ordered</c>, <c>sorted</c> (map keys), <c>ext NAME</c> and <c>ext NAME {"its": "parameters"}</c>. A name that is not plain is a JSON string.
/// </summary>
public static class FieldText
{
    private static readonly ArrowType[] SimpleTypes =
    [
        ArrowType.Null, ArrowType.Boolean, ArrowType.Int8, ArrowType.Int16, ArrowType.Int32, ArrowType.Int64, ArrowType.UInt8, ArrowType.UInt16, ArrowType.UInt32, ArrowType.UInt64,
        ArrowType.Float32, ArrowType.Float64, ArrowType.Utf8, ArrowType.LargeUtf8, ArrowType.Binary, ArrowType.LargeBinary, ArrowType.Date32, ArrowType.IntervalMonthDayNano,
        .. Enum.GetValues<TimeUnit>().SelectMany(u => new ArrowType[] { new TimeType(u), new DurationType(u) }),
    ];

    /// <summary>Reads a schema.</summary>
    /// <exception cref="FormatException">A line is not what the format allows; the message quotes it.</exception>
    public static Schema Parse(IEnumerable<string> lines)
    {
        string[] all = [.. lines.Where(l => l.Trim().Length > 0)];
        int at = 0;
        var fields = new List<Field>();
        while (at < all.Length)
        {
            fields.Add(ParseField(all, ref at, 0));
        }

        return new Schema(fields);
    }

    /// <summary>Reads a schema of a text with line breaks.</summary>
    public static Schema Parse(string text) => Parse(text.ReplaceLineEndings("\n").Split('\n'));

    /// <summary>Writes a schema, a field a line.</summary>
    public static IEnumerable<string> LinesOf(Schema schema) => schema.Fields.SelectMany(f => LinesOf(f, ""));

    private static IEnumerable<string> LinesOf(Field field, string indent)
    {
        var line = new StringBuilder(indent).Append(IsPlain(field.Name) ? field.Name : CellText.Quote(field.Name)).Append(": ");
        if (field.Type is DictionaryType dictionary)
        {
            line.Append(dictionary.Index.Format).Append(" -> ").Append(dictionary.Value.Format).Append(dictionary.Ordered ? " ordered" : "");
        }
        else
        {
            line.Append(field.Type.Format);
        }

        line.Append(field.Type is MapType { KeysSorted: true } ? " sorted" : "").Append(field.IsNullable ? "" : " not null");
        if (field.ExtensionName is { } extension)
        {
            line.Append(" ext ").Append(extension).Append(field.ExtensionMetadata is { Length: > 0 } parameters ? " " + parameters : "");
        }

        return field.Type.Children.SelectMany(c => LinesOf(c, indent + "  ")).Prepend(line.ToString());
    }

    private static bool IsPlain(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static Field ParseField(string[] lines, ref int at, int depth)
    {
        string line = lines[at++];
        (string name, string rest) = SplitName(line);
        var children = new List<Field>();
        while (at < lines.Length && Indent(lines[at]) > Indent(line))
        {
            if (Indent(lines[at]) != (depth + 1) * 2)
            {
                throw new FormatException($"\"{lines[at]}\" must be indented by {(depth + 1) * 2} spaces.");
            }

            children.Add(ParseField(lines, ref at, depth + 1));
        }

        string extension = "";
        if (rest.IndexOf(" ext ", StringComparison.Ordinal) is >= 0 and int ext)
        {
            (rest, extension) = (rest[..ext], rest[(ext + 5)..].Trim());
        }

        string[] words = rest.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        bool ordered = words.Contains("ordered"), sorted = words.Contains("sorted"), notNull = rest.Contains(" not null", StringComparison.Ordinal);
        ArrowType type = words is [var index, "->", var value, ..]
            ? new DictionaryType(ParseType(index, [], line), ParseType(value, [], line), ordered)
            : ParseType(words[0], children, line, sorted);
        return extension.Split(' ', 2) is { } parts && extension.Length > 0
            ? Field.Extension(name, type, parts[0], parts.Length > 1 ? parts[1] : "", !notNull)
            : new Field(name, type, !notNull);
    }

    private static (string Name, string Behind) SplitName(string line)
    {
        string trimmed = line.Trim();
        if (trimmed.StartsWith('"'))
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(trimmed), new JsonReaderOptions { AllowMultipleValues = true });
            reader.Read();
            string name = reader.GetString()!;
            string rest = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(trimmed).AsSpan((int)reader.BytesConsumed)).TrimStart();
            return rest.StartsWith(':') ? (name, rest[1..].Trim()) : throw new FormatException($"\"{line}\" has no colon behind the name.");
        }

        int colon = trimmed.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && trimmed.Length > colon + 1 ? (trimmed[..colon], trimmed[(colon + 1)..].Trim()) : throw new FormatException($"\"{line}\" is not \"name: FORMAT\".");
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ').Length;

    private static ArrowType ParseType(string format, List<Field> children, string line, bool sorted = false)
    {
        if (SimpleTypes.FirstOrDefault(t => t.Format == format) is { } simple)
        {
            return simple;
        }

        try
        {
            return format.Split(':', 2) switch
            {
                ["d", var digits] => ParseDecimal(digits.Split(',')),
                ["w", var width] => new FixedSizeBinaryType(Number(width)),
                ["tss" or "tsm" or "tsu" or "tsn", var zone] => new TimestampType((TimeUnit)"smun".IndexOf(format[2], StringComparison.Ordinal), zone),
                ["+l"] => new ListType(children.Single()),
                ["+w", var size] => new FixedSizeListType(children.Single(), Number(size)),
                ["+s"] => new StructType(children),
                ["+m"] => new MapType(children.Single(), sorted),
                ["+us", var ids] => UnionType.Sparse(children, ids.Split(',').Select(i => (sbyte)Number(i))),
                ["+ud", var ids] => UnionType.Dense(children, ids.Split(',').Select(i => (sbyte)Number(i))),
                _ => throw new FormatException("the format is not known"),
            };
        }
        catch (Exception error) when (error is FormatException or ArgumentException or InvalidOperationException or IndexOutOfRangeException)
        {
            throw new FormatException($"\"{line.Trim()}\" is not a field: {error.Message}", error);
        }
    }

    private static DecimalType ParseDecimal(string[] digits) =>
        digits.Length == 3 && digits[2] == "256" ? DecimalType.Decimal256(Number(digits[0]), Number(digits[1])) : DecimalType.Decimal128(Number(digits[0]), Number(digits[1]));

    private static int Number(string text) => int.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
