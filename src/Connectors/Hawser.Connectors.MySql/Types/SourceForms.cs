using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.MySql.Types;

/// <summary>How a native type is read. The one place where a field is decided for a type.</summary>
internal static class SourceForms
{
    private const string NoDate = "0000-00-00 and dates with a month or day of 0 have no Arrow form";
    private const string AsWritten = "kept as the server writes it";

    private static readonly TimestampType Moment = new(TimeUnit.Microsecond);
    private static readonly TimestampType Instant = new(TimeUnit.Microsecond, "UTC");
    private static readonly DurationType Span = new(TimeUnit.Microsecond);

    /// <summary>The field of a column, without name.</summary>
    public static SourceColumn Of(MySqlType type, ReadingRules rules) => type.Name switch
    {
        "tinyint" when type is { Length: 1, IsUnsigned: false } && rules.TinyIntIsBool => new SourceColumn(FieldMarks.Mark(new Field("", ArrowType.Boolean), type), Checked, "0 and 1 fit"),
        "tinyint" => Plain(type, type.IsUnsigned ? ArrowType.UInt8 : ArrowType.Int8, type is { Length: 1, IsUnsigned: false }),
        "smallint" => Plain(type, type.IsUnsigned ? ArrowType.UInt16 : ArrowType.Int16),
        "mediumint" => Plain(type, type.IsUnsigned ? ArrowType.UInt32 : ArrowType.Int32, isMarked: true),
        "int" => Plain(type, type.IsUnsigned ? ArrowType.UInt32 : ArrowType.Int32),
        "bigint" => Plain(type, type.IsUnsigned ? ArrowType.UInt64 : ArrowType.Int64),
        "float" => Plain(type, ArrowType.Float32, type.IsUnsigned || type.Length is not null),
        "double" => Plain(type, ArrowType.Float64, type.IsUnsigned || type.Length is not null),
        "decimal" => Plain(type, DecimalType.OfPrecision(type.Length ?? 10, type.Scale), type.IsUnsigned),
        "bit" when (type.Length ?? 1) == 1 => Plain(type, ArrowType.Boolean, isMarked: true),
        "bit" => Plain(type, ArrowType.UInt64, isMarked: true),
        "year" => Plain(type, ArrowType.Int16, isMarked: true),
        "date" => OfDate(type, ArrowType.Date32, rules, isMarked: false),
        "datetime" => OfDate(type, Moment, rules, (type.Length ?? 0) < 6),
        "timestamp" => OfDate(type, Instant, rules, (type.Length ?? 0) < 6),
        "time" => Plain(type, Span, isMarked: true),
        "json" => new SourceColumn(Field.Extension("", ArrowType.Utf8, ExtensionNames.Json), Exact),
        "uuid" => new SourceColumn(Field.Extension("", new FixedSizeBinaryType(16), ExtensionNames.Uuid), Exact),
        "enum" => new SourceColumn(FieldMarks.Mark(new Field("", new DictionaryType(ArrowType.Int32, ArrowType.Utf8, ordered: type.Labels.Count > 0)), type), Exact),
        "set" => new SourceColumn(FieldMarks.Mark(new Field("", new DictionaryType(ArrowType.Int32, ArrowType.Utf8, ordered: false)), type), Exact),
        "inet4" or "inet6" => new SourceColumn(FieldMarks.Opaque(ArrowType.Utf8, type), Encoded, AsWritten),
        "null" => Plain(type, ArrowType.Null),
        _ when type.IsText => Plain(type, ArrowType.Utf8, type.Name != "longtext"),
        _ when type.IsBytes => Plain(type, ArrowType.Binary, type.Name != "longblob"),
        _ => new SourceColumn(FieldMarks.Opaque(ArrowType.Binary, type), Encoded, type.IsGeometry ? "the number of its reference system and its well-known binary form" : "kept as the server's own bytes"),
    };

    private static SourceColumn Plain(MySqlType type, ArrowType arrow, bool isMarked = false)
    {
        var field = new Field("", arrow);
        return new SourceColumn(isMarked || type.IsZeroFill ? FieldMarks.Mark(field, type) : field, Exact);
    }

    private static SourceColumn OfDate(MySqlType type, ArrowType arrow, ReadingRules rules, bool isMarked)
    {
        if (rules.ZeroDates == ZeroDates.Text)
        {
            return new SourceColumn(FieldMarks.Opaque(ArrowType.Utf8, type), Encoded, AsWritten);
        }

        var field = new Field("", arrow);
        return new SourceColumn(isMarked ? FieldMarks.Mark(field, type) : field, Checked, rules.ZeroDates == ZeroDates.Null ? $"{NoDate} and become NULL" : NoDate);
    }
}
