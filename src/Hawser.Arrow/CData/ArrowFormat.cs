using System.Globalization;

namespace Hawser.Arrow.CData;

/// <summary>Reads the format strings of the C data interface, which <see cref="ArrowType.Format"/> writes.</summary>
/// <remarks>Source: Arrow C data interface, "Data type description – format strings". The text may come from anywhere: every number in it is bounded.</remarks>
public static class ArrowFormat
{
    /// <summary>The largest magnitude of a decimal's scale that is accepted.</summary>
    public const int MaxScale = 1 << 14;

    private const int LongestFormat = 1024;

    private static readonly ArrowType[] Simple =
    [
        ArrowType.Null, ArrowType.Boolean, ArrowType.Int8, ArrowType.Int16, ArrowType.Int32, ArrowType.Int64, ArrowType.UInt8, ArrowType.UInt16, ArrowType.UInt32,
        ArrowType.UInt64, ArrowType.Float32, ArrowType.Float64, ArrowType.Utf8, ArrowType.LargeUtf8, ArrowType.Binary, ArrowType.LargeBinary, ArrowType.Date32,
        ArrowType.IntervalMonthDayNano,
        .. Enum.GetValues<TimeUnit>().SelectMany<TimeUnit, ArrowType>(u => [new TimeType(u), new DurationType(u)]),
    ];

    private static readonly Dictionary<string, ArrowType> ByFormat = Simple.ToDictionary(t => t.Format, StringComparer.Ordinal);

    /// <summary>The type of a format and its children; a dictionary's type is made from the formats of its indices and values by the caller.</summary>
    /// <param name="format">The format string.</param>
    /// <param name="children">The child fields; empty for a type without.</param>
    /// <param name="keysSorted">Whether the keys of a map are sorted.</param>
    /// <exception cref="ArrowException">The format is not known, its parameters are out of range or the children are not the type's.</exception>
    public static ArrowType Parse(string format, IReadOnlyList<Field>? children = null, bool keysSorted = false)
    {
        ArgumentNullException.ThrowIfNull(format);
        children ??= [];
        if (format.Length > LongestFormat)
        {
            throw new ArrowException($"A format string of {format.Length} characters; at most {LongestFormat} are accepted.");
        }

        try
        {
            return format.StartsWith('+') ? ParseNested(format, children, keysSorted) : ParseFlat(format, children);
        }
        catch (ArgumentException e)
        {
            throw new ArrowException($"The format \"{format}\" is not possible: {e.Message}", e);
        }
    }

    private static ArrowType ParseFlat(string format, IReadOnlyList<Field> children)
    {
        Require(children.Count == 0, format, children, "no children");
        if (ByFormat.TryGetValue(format, out ArrowType? simple))
        {
            return simple;
        }

        return format switch
        {
            ['d', ':', .. string numbers] => ParseDecimal(format, numbers.Split(',')),
            ['w', ':', .. string width] => new FixedSizeBinaryType(Number(format, width, 0, int.MaxValue / 8)),
            ['t', 's', char unit and ('s' or 'm' or 'u' or 'n'), ':', .. string zone] => new TimestampType((TimeUnit)"smun".IndexOf(unit, StringComparison.Ordinal), zone),
            _ => throw Unknown(format),
        };
    }

    private static DecimalType ParseDecimal(string format, string[] parts)
    {
        int bits = parts.Length == 3 ? Number(format, parts[2], 1, 1024) : 128;
        if (parts.Length is not (2 or 3) || bits is not (128 or 256))
        {
            throw Unknown(format);
        }

        int precision = Number(format, parts[0], 1, DecimalType.MaxPrecision256), scale = Number(format, parts[1], -MaxScale, MaxScale);
        return bits == 128 ? DecimalType.Decimal128(precision, scale) : DecimalType.Decimal256(precision, scale);
    }

    private static NestedType ParseNested(string format, IReadOnlyList<Field> children, bool keysSorted)
    {
        switch (format)
        {
            case "+s":
                return new StructType(children);
            case "+l":
                Require(children.Count == 1, format, children, "one child");
                return new ListType(children[0]);
            case "+m":
                Require(children.Count == 1, format, children, "one child");
                return new MapType(children[0], keysSorted);
            case ['+', 'w', ':', .. string size]:
                Require(children.Count == 1, format, children, "one child");
                return new FixedSizeListType(children[0], Number(format, size, 0, int.MaxValue));
            case ['+', 'u', 's', ':', .. string ids]:
                return UnionType.Sparse(children, TypeIds(format, ids));
            case ['+', 'u', 'd', ':', .. string ids]:
                return UnionType.Dense(children, TypeIds(format, ids));
            default:
                throw Unknown(format);
        }
    }

    private static sbyte[] TypeIds(string format, string ids) =>
        ids.Length == 0 ? [] : [.. ids.Split(',').Select(id => (sbyte)Number(format, id, 0, sbyte.MaxValue))];

    private static int Number(string format, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most && text.IndexOf('\0', StringComparison.Ordinal) < 0
            ? number
            : throw new ArrowException($"In the format \"{format}\", \"{text}\" is not a number from {least} to {most}.");

    private static void Require(bool fits, string format, IReadOnlyList<Field> children, string what)
    {
        if (!fits)
        {
            throw new ArrowException($"The format \"{format}\" has {what}; {children.Count} were given.");
        }
    }

    private static ArrowException Unknown(string format)
    {
        string? name = format switch
        {
            "e" => "half-precision floats",
            "tdm" => "dates in milliseconds",
            "tiM" or "tiD" => "intervals of this kind",
            "vu" or "vz" => "texts and bytes as views",
            "+L" => "large lists",
            "+vl" or "+vL" => "list views",
            "+r" => "run-end encoding",
            ['d', ':', ..] => "decimals of this width",
            _ => null,
        };
        return new ArrowException(name is null ? $"\"{format}\" is not a format of the Arrow C data interface." : $"The format \"{format}\" ({name}) is not supported.");
    }
}
