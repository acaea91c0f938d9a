using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Types;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.Sqlite;

/// <summary>
/// SQLite's declared types ↔ Arrow. A declared type binds no value, so every read is checked: each value must have the one spelling that writes back byte for byte. The
/// declared type is also the mark by which a value that SQLite has no type for comes back.
/// </summary>
/// <remarks>Source: https://www.sqlite.org/datatype3.html and the conventions of <see cref="DeclaredTypeRules"/>.</remarks>
internal sealed class SqliteTypeMap : TypeMap
{
    private const string FloatNote = "SQLite keeps NaN as NULL and -0.0 as 0.0: such values are refused";
    private const string ReadNote = "SQLite stores any value in any column: each is tested";
    private const string TextNote = "kept as text, marked by its declared type";

    /// <summary>The one instance.</summary>
    public static readonly SqliteTypeMap Instance = new();

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => field ??=
    [
        new("NULL", "null", Checked, Exact),
        new("BOOLEAN", "bool", Checked, Exact, "INTEGER 0 and 1"),
        new("TINYINT", "int8", Checked, Exact),
        new("SMALLINT", "int16", Checked, Exact),
        new("INT4", "int32", Checked, Exact, "MEDIUMINT is read the same"),
        new("BIGINT", "int64", Checked, Exact, "so is every other type of INTEGER affinity"),
        new("UNSIGNED TINYINT", "uint8", Checked, Exact),
        new("UNSIGNED SMALLINT", "uint16", Checked, Exact),
        new("UNSIGNED INT", "uint32", Checked, Exact),
        new("U64_BLOB", "uint64", Checked, Encoded, "INTEGER up to 2^63-1, the digits as TEXT above; UNSIGNED BIG INT is read as uint64 too"),
        new("FLOAT4", "float32", Checked, Checked, FloatNote),
        new("DOUBLE", "float64", Checked, Checked, FloatNote),
        new("DECIMAL(p<=15,s)", "decimal128(p, s)", Checked, Exact, "NUMERIC affinity: INTEGER or the nearest REAL, which 15 digits survive"),
        new("DECIMAL_TEXT(p,s)", "decimal128(p, s)", Checked, Encoded, "more than 15 digits, as text"),
        new("DECIMAL_TEXT(p>38,s)", "decimal256(p, s)", Checked, Encoded, "as text"),
        new("TEXT", "utf8", Checked, Exact, "must be valid Unicode; so is every other type of TEXT affinity"),
        new("LARGE_TEXT", "large_utf8", Checked, Exact),
        new("BLOB", "binary", Checked, Exact),
        new("LARGE_BLOB", "large_binary", Checked, Exact),
        new("FIXED_BLOB(n)", "fixed_size_binary(n)", Checked, Exact),
        new("DATE", "date32", Checked, Exact, "TEXT, ISO 8601"),
        new("TIME(0|3|6|9)", "time32[s|ms], time64[us|ns]", Checked, Checked, "TEXT HH:MM:SS; TIME alone is microseconds; a time outside the day is refused"),
        new("TIMESTAMP(0|3|6|9)", "timestamp[s|ms|us|ns]", Checked, Exact, "TEXT YYYY-MM-DD HH:MM:SS; TIMESTAMP and DATETIME alone are microseconds"),
        new("TIMESTAMPTZ(0|3|6|9)", "timestamp[s|ms|us|ns, UTC]", Checked, Exact, "TEXT with +00:00"),
        new("\"ARROW_TEXT ...\"", "timestamp with another zone", Checked, Encoded, TextNote),
        new("DURATION(0|3|6|9)", "duration[s|ms|us|ns]", Checked, Exact, "INTEGER count of units"),
        new("INTERVAL", "month_day_nano_interval", Checked, Encoded, "TEXT, ISO 8601 duration"),
        new("UUID", "arrow.uuid", Checked, Exact, "TEXT, lower case with hyphens"),
        new("JSON_TEXT", "arrow.json", Checked, Exact, "JSON is read the same"),
        new("\"ARROW_BLOB ...\"", "arrow.opaque of other engines", Checked, Encoded, "kept with its parameters in the declared type"),
        new("(none)", "arrow.opaque of SQLite", Checked, Exact, "a column that mixes storage classes, as SQL literals"),
        new("\"ARROW_TEXT ...\"", "list, fixed_size_list, struct, map, union", Checked, Encoded, "kept as JSON, marked by its declared type"),
        new("\"ARROW_TEXT ...\"", "dictionary of utf8 or binary", Checked, Encoded, "values kept, the dictionary is made anew"),
        new("as its values", "dictionary of other types", null, Widened, "kept as plain values"),
        new("\"ARROW_TEXT ...\" or \"ARROW_BLOB ...\"", "other extension types", Checked, Encoded, "kept with name and parameters in the declared type"),
    ];

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType)
    {
        ArgumentNullException.ThrowIfNull(nativeType);
        ColumnType column = DeclaredTypeRules.Read(DeclaredType.Parse(nativeType));
        return column.IsDecided
            ? new SourceColumn(column.ToField("", isNullable: true), Checked, ReadNote)
            : new SourceColumn(ColumnType.Literal.ToField("", isNullable: true), Checked, "the declared type does not say; a first pass over the values decides");
    }

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        SinkColumn column = field.ExtensionName is null ? PlainColumn(field) : ExtensionColumn(field);

        // A declared type keeps extensions and no other metadata.
        return column with { Stored = column.Stored.WithMetadata(new ArrowMetadata(column.Stored.Metadata.Where(m => m.Key is Field.ExtensionNameKey or Field.ExtensionMetadataKey))) };
    }

    private static SinkColumn PlainColumn(Field field) => field.Type switch
    {
        TimeType type => new SinkColumn(WithDigits("TIME", type.Unit), field, Checked, "a time outside the day is refused"),
        DurationType type => new SinkColumn(WithDigits("DURATION", type.Unit), field, Exact),
        TimestampType { Zone: null } type => new SinkColumn(WithDigits("TIMESTAMP", type.Unit), field, Exact),
        TimestampType { Zone: "UTC" } type => new SinkColumn(WithDigits("TIMESTAMPTZ", type.Unit), field, Exact),
        FixedSizeBinaryType type => new SinkColumn($"FIXED_BLOB({type.ByteWidth})", field, Exact),
        DecimalType type => DecimalColumn(type, field),
        DictionaryType type => DictionaryColumn(type, field),
        _ => SimpleName(field.Type.Id) is var (name, fidelity, note) ? new SinkColumn(name, field, fidelity, note) : MarkedColumn(field),
    };

    private static (string Name, Fidelity Fidelity, string? Note)? SimpleName(ArrowTypeId id) => id switch
    {
        ArrowTypeId.Null => ("\"NULL\"", Exact, null),
        ArrowTypeId.Boolean => ("BOOLEAN", Exact, null),
        ArrowTypeId.Int8 => ("TINYINT", Exact, null),
        ArrowTypeId.Int16 => ("SMALLINT", Exact, null),
        ArrowTypeId.Int32 => ("INT4", Exact, null),
        ArrowTypeId.Int64 => ("BIGINT", Exact, null),
        ArrowTypeId.UInt8 => ("UNSIGNED TINYINT", Exact, null),
        ArrowTypeId.UInt16 => ("UNSIGNED SMALLINT", Exact, null),
        ArrowTypeId.UInt32 => ("UNSIGNED INT", Exact, null),
        ArrowTypeId.UInt64 => ("U64_BLOB", Encoded, "INTEGER up to 2^63-1, the digits as TEXT above"),
        ArrowTypeId.Float32 => ("FLOAT4", Checked, FloatNote),
        ArrowTypeId.Float64 => ("DOUBLE", Checked, FloatNote),
        ArrowTypeId.Utf8 => ("TEXT", Exact, null),
        ArrowTypeId.LargeUtf8 => ("LARGE_TEXT", Exact, null),
        ArrowTypeId.Binary => ("BLOB", Exact, null),
        ArrowTypeId.LargeBinary => ("LARGE_BLOB", Exact, null),
        ArrowTypeId.Date32 => ("DATE", Exact, null),
        ArrowTypeId.IntervalMonthDayNano => ("INTERVAL", Encoded, TextNote),
        _ => null,
    };

    private static SinkColumn DecimalColumn(DecimalType type, Field field)
    {
        if (!TextForms.IsPlain(type) || (type.Id == ArrowTypeId.Decimal256 && type.Precision <= DecimalType.MaxPrecision128))
        {
            return MarkedColumn(field);
        }

        return type.Precision <= Text.DecimalReal.MostDigits
            ? new SinkColumn($"DECIMAL({type.Precision},{type.Scale})", field, Exact)
            : new SinkColumn($"DECIMAL_TEXT({type.Precision},{type.Scale})", field, Encoded, "more than 15 digits are kept as text");
    }

    private static SinkColumn DictionaryColumn(DictionaryType type, Field field)
    {
        if (type.Value.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8)
        {
            return MarkedColumn(field);
        }

        if (type.Value.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary)
        {
            return new SinkColumn(DeclaredType.Spell(DeclaredTypeRules.BlobMark + ArrowTypeText.Format(field)), field, Encoded, "values kept, the dictionary is made anew");
        }

        SinkColumn values = PlainColumn(field.WithType(type.Value));
        return values with { Fidelity = values.Fidelity > Widened ? values.Fidelity : Widened, Note = values.Note ?? "kept as plain values, without a dictionary" };
    }

    private static SinkColumn ExtensionColumn(Field field)
    {
        switch (field.ExtensionName)
        {
            case ExtensionNames.Uuid when field.Type.ByteWidth == Text.UuidSpelling.ValueBytes && field.Type is FixedSizeBinaryType:
                return new SinkColumn("UUID", field, Exact);
            case ExtensionNames.Json when field.Type.Id == ArrowTypeId.Utf8:
                return new SinkColumn("JSON_TEXT", field, Exact);
            case ExtensionNames.Opaque when field.Type.Id == ArrowTypeId.Utf8 && field.ExtensionMetadata == ColumnType.Literal.ExtensionMetadata:
                return new SinkColumn("", field, Exact);
        }

        bool isBinary = field.Type.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary;
        return isBinary
            ? new SinkColumn(DeclaredType.Spell(DeclaredTypeRules.BlobMark + ArrowTypeText.Format(field)), field, Encoded, "kept as bytes, marked by its declared type")
            : MarkedColumn(field);
    }

    private static SinkColumn MarkedColumn(Field field)
    {
        Field stored = field.WithType(ColumnMark.Keep(field).Type);
        string mark = DeclaredType.Spell(DeclaredTypeRules.TextMark + ArrowTypeText.Format(stored));
        return new SinkColumn(mark, stored, Encoded, TextNote);
    }

    private static string WithDigits(string name, TimeUnit unit) => unit == TimeUnit.Microsecond ? name : $"{name}({Text.TimeScale.Digits(unit)})";
}
