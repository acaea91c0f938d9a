using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.MySql.Types;

/// <summary>What a mark in a column's comment makes of the column: numbers, texts and bytes that come back as what they were made of.</summary>
internal static class CommentMarks
{
    /// <summary>The longest comment of a column, in characters.</summary>
    public const int MostCharacters = 1024;

    /// <summary>How a marked column is read; null when the mark does not fit the type, and then it is no mark.</summary>
    public static SourceColumn? Apply(MySqlType type, Field? mark, ReadingRules rules)
    {
        if (mark is null)
        {
            return null;
        }

        SourceColumn plain = SourceForms.Of(type, rules);
        if (OtherForm(type, mark, plain) is { } other)
        {
            return other;
        }

        bool isExtension = plain.Field.ExtensionName is null && mark.ExtensionName is not null && ColumnMark.IsSameStorage(plain.Field.Type, mark.Type);
        return isExtension && mark.Type is not DictionaryType ? plain with { Field = mark } : null;
    }

    /// <summary>The mark that a column needs to be read as a field; null when it needs none, or none would do.</summary>
    public static Field? For(MySqlType type, Field field)
    {
        Field wanted = ColumnMark.Keep(field).WithName("").WithNullable(true);
        Field plain = ColumnMark.Keep(SourceForms.Of(type, ReadingRules.Default).Field);
        bool isNeeded = !wanted.Equals(plain) && Apply(type, wanted, ReadingRules.Default) is not null;
        return isNeeded && ColumnMark.Append(null, wanted) is { Length: <= MostCharacters } ? wanted : null;
    }

    private static SourceColumn? OtherForm(MySqlType type, Field mark, SourceColumn plain) => (mark.Type, type.Name) switch
    {
        ({ Id: ArrowTypeId.Boolean }, "tinyint") when type is { Length: 1, IsUnsigned: false } => new SourceColumn(mark, Checked, "0 and 1 fit"),
        (NestedType, _) when type.IsText || type.Name == "json" => new SourceColumn(mark, Checked, "JSON by the mark in the column's comment; only values of that type fit"),
        (FixedSizeBinaryType bytes, "binary") when (type.Length ?? 1) == bytes.ByteWidth => new SourceColumn(mark, Exact),
        (FixedSizeBinaryType, "varbinary" or TypeNames.LongBlob) => new SourceColumn(mark, Checked, "by the mark in the column's comment; only values of that length fit"),
        (DecimalType or { Id: ArrowTypeId.IntervalMonthDayNano }, _) when type.IsText => new SourceColumn(mark, Checked, "its text, by the mark in the column's comment; only values of that type fit"),
        (DurationType, "bigint") when !type.IsUnsigned => new SourceColumn(mark, Exact),
        (TimeType { Unit: TimeUnit.Microsecond }, "time") => new SourceColumn(mark, Checked, "a time of day by the mark in the column's comment; only times within the day fit"),
        (TimestampType { Unit: TimeUnit.Microsecond, Zone: not null }, "datetime") when plain.Field.Type is TimestampType => plain with { Field = mark },
        _ => null,
    };
}
