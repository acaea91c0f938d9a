using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Types;

/// <summary>
/// Declared type → Arrow: the names that people and tools use by convention, then SQLite's affinity. A name that no convention fixes and whose affinity is
/// NUMERIC says nothing about its values and stays undecided.
/// </summary>
internal static class DeclaredTypeRules
{
    /// <summary>The mark of a column that holds any Arrow type as text; the type follows as <see cref="ArrowTypeText"/> writes it.</summary>
    public const string TextMark = "ARROW_TEXT ";

    /// <summary>The mark of a column that holds an extension type as bytes.</summary>
    public const string BlobMark = "ARROW_BLOB ";

    private static readonly Dictionary<string, Func<DeclaredType, ColumnType>> Rules = MakeRules();

    /// <summary>The Arrow type and form of a declared type; <see cref="ColumnType.Undecided"/> when it does not say.</summary>
    public static ColumnType Read(DeclaredType declared)
    {
        if (TryReadMark(declared.Text, out ColumnType? marked))
        {
            return marked;
        }

        return Rules.TryGetValue(declared.Name, out Func<DeclaredType, ColumnType>? rule) ? rule(declared) : ByAffinity(declared);
    }

    private static Dictionary<string, Func<DeclaredType, ColumnType>> MakeRules()
    {
        Dictionary<string, Func<DeclaredType, ColumnType>> rules = new(StringComparer.Ordinal);
        void Add(Func<DeclaredType, ColumnType> rule, params ReadOnlySpan<string> names)
        {
            foreach (string name in names)
            {
                rules.Add(name, rule);
            }
        }

        void Fixed(ArrowType type, CellForm form, params ReadOnlySpan<string> names) => Add(_ => new ColumnType(type, form), names);

        Fixed(ArrowType.Int8, CellForm.Integer, "TINYINT");
        Fixed(ArrowType.Int16, CellForm.Integer, "SMALLINT", "INT2");
        Fixed(ArrowType.Int32, CellForm.Integer, "MEDIUMINT", "INT4");
        Fixed(ArrowType.Int64, CellForm.Integer, "INTEGER", "INT", "BIGINT", "BIG INT", "INT8");
        Fixed(ArrowType.UInt8, CellForm.Integer, "UNSIGNED TINYINT");
        Fixed(ArrowType.UInt16, CellForm.Integer, "UNSIGNED SMALLINT");
        Fixed(ArrowType.UInt32, CellForm.Integer, "UNSIGNED INT", "UNSIGNED INTEGER", "UNSIGNED MEDIUMINT");
        Fixed(ArrowType.UInt64, CellForm.Integer, "UNSIGNED BIG INT", "UNSIGNED BIGINT");
        Fixed(ArrowType.UInt64, CellForm.WideInteger, "U64_BLOB");
        Fixed(ArrowType.Boolean, CellForm.Boolean, "BOOLEAN", "BOOL");
        Fixed(ArrowType.Float64, CellForm.Real, "REAL", "DOUBLE", "DOUBLE PRECISION", "FLOAT", "FLOAT8");
        Fixed(ArrowType.Float32, CellForm.Real, "FLOAT4");
        Fixed(ArrowType.Utf8, CellForm.Text, "TEXT", "VARCHAR", "CHAR", "CLOB");
        Fixed(ArrowType.LargeUtf8, CellForm.Text, "LARGE_TEXT");
        Fixed(ArrowType.Binary, CellForm.Blob, "BLOB", "BINARY", "VARBINARY");
        Fixed(ArrowType.LargeBinary, CellForm.Blob, "LARGE_BLOB");
        Fixed(ArrowType.Date32, CellForm.Date, "DATE");
        Fixed(ArrowType.IntervalMonthDayNano, CellForm.Interval, "INTERVAL");
        Fixed(ArrowType.Null, CellForm.Null, "NULL");
        Fixed(ArrowType.Null, CellForm.Undecided, "ANY");
        Add(_ => new ColumnType(new FixedSizeBinaryType(16), CellForm.Uuid, ExtensionNames.Uuid, ""), "UUID");
        Add(_ => new ColumnType(ArrowType.Utf8, CellForm.Json, ExtensionNames.Json, ""), "JSON", "JSON_TEXT");
        Add(FixedBlob, "FIXED_BLOB");
        Add(type => OfUnit(type, unit => new ColumnType(new TimeType(unit), CellForm.Time)), "TIME");
        Add(type => OfUnit(type, unit => new ColumnType(new DurationType(unit), CellForm.Integer)), "DURATION");
        Add(type => OfUnit(type, unit => new ColumnType(new TimestampType(unit), CellForm.Timestamp)), "TIMESTAMP", "DATETIME", "TIMESTAMP WITHOUT TIME ZONE");
        Add(type => OfUnit(type, unit => new ColumnType(new TimestampType(unit, "UTC"), CellForm.Timestamp)), "TIMESTAMPTZ", "TIMESTAMP WITH TIME ZONE");
        Add(type => Decimal(type, CellForm.DecimalNumber), "DECIMAL", "NUMERIC", "DEC", "NUMBER");
        Add(type => Decimal(type, CellForm.DecimalText), "DECIMAL_TEXT");
        return rules;
    }

    private static ColumnType ByAffinity(DeclaredType declared) => declared.Affinity switch
    {
        Affinity.Integer => new ColumnType(ArrowType.Int64, CellForm.Integer),
        Affinity.Real => new ColumnType(ArrowType.Float64, CellForm.Real),
        Affinity.Text => new ColumnType(ArrowType.Utf8, CellForm.Text),
        Affinity.None when declared.Name.Length > 0 => new ColumnType(ArrowType.Binary, CellForm.Blob),
        _ => ColumnType.Undecided,
    };

    private static ColumnType FixedBlob(DeclaredType declared) => declared.Arguments is [>= 0 and <= 1 << 20]
        ? new ColumnType(new FixedSizeBinaryType(declared.Arguments[0]), CellForm.Blob)
        : new ColumnType(ArrowType.Binary, CellForm.Blob);

    /// <summary>The precision in digits of a second, as standard SQL writes it; microseconds when there is none.</summary>
    private static ColumnType OfUnit(DeclaredType declared, Func<TimeUnit, ColumnType> make) => declared.Arguments switch
    {
        [] or [6] => make(TimeUnit.Microsecond),
        [0] => make(TimeUnit.Second),
        [3] => make(TimeUnit.Millisecond),
        [9] => make(TimeUnit.Nanosecond),
        _ => ColumnType.Undecided,
    };

    private static ColumnType Decimal(DeclaredType declared, CellForm form)
    {
        (int precision, int scale) = declared.Arguments switch
        {
            [var p] => (p, 0),
            [var p, var s] => (p, s),
            _ => (0, 0),
        };
        bool isText = form == CellForm.DecimalText;
        int mostDigits = isText ? DecimalType.MaxPrecision256 : DecimalType.MaxPrecision128;
        return precision < 1 || precision > mostDigits || scale < 0 || scale > precision
            ? ColumnType.Undecided
            : new ColumnType(DecimalType.OfPrecision(precision, scale), form);
    }

    private static bool TryReadMark(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ColumnType? type)
    {
        type = null;
        bool isBlob = text.StartsWith(BlobMark, StringComparison.Ordinal);
        if ((!isBlob && !text.StartsWith(TextMark, StringComparison.Ordinal)) || !ColumnMark.TryRead(text[TextMark.Length..], out Field? field))
        {
            return false;
        }

        type = new ColumnType(field.Type, isBlob ? CellForm.Blob : TextForms.Of(field.Type), field.ExtensionName, field.ExtensionMetadata);
        return true;
    }
}
