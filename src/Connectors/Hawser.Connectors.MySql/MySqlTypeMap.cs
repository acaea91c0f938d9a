using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Types;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.MySql;

/// <summary>MySQL's and MariaDB's types and Arrow's.</summary>
/// <remarks>Source: MySQL Reference Manual, "Data Types"; MariaDB documentation, "Data Types".</remarks>
internal sealed class MySqlTypeMap : TypeMap
{
    private const string NoDate = "0000-00-00 and dates with a month or day of 0 have no Arrow form; see zero_dates";
    private const string Marked = "marked in the column's comment";
    private const string OfType = "written where the field says that it came from the type";

    private readonly SinkRules _rules;

    /// <summary>The map for a server.</summary>
    public MySqlTypeMap(SinkRules rules) => _rules = rules;

    /// <summary>The map of what every server has.</summary>
    public static MySqlTypeMap Instance { get; } = new(SinkRules.Default);

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => field ??=
    [
        new("tinyint", "int8", Exact, Exact, "tinyint(1) is bool with tinyint1_as_bool"),
        new("tinyint(1)", "bool", Checked, Exact, $"0 and 1 fit; {Marked}"),
        new("smallint", "int16", Exact, Exact),
        new("mediumint", "int32", Exact, Checked, OfType),
        new("int", "int32", Exact, Exact),
        new("bigint", "int64", Exact, Exact),
        new("tinyint unsigned", "uint8", Exact, Exact),
        new("smallint unsigned", "uint16", Exact, Exact),
        new("mediumint unsigned", "uint32", Exact, Checked, OfType),
        new("int unsigned", "uint32", Exact, Exact),
        new("bigint unsigned", "uint64", Exact, Exact),
        new("float", "float32", Exact, Checked, TypeNames.NoNaN),
        new("double", "float64", Exact, Checked, TypeNames.NoNaN),
        new("decimal(p<=65,s<=30)", "decimal128(p, s), decimal256(p > 38, s)", Exact, Exact),
        new("decimal(p-s,0)", "decimal128(p, s < 0), decimal256(p <= 38, s)", null, Widened),
        new(TypeNames.ShortText, "decimal128(p, s > 30), decimal256(p > 65 or s > 30)", Checked, Encoded, $"its digits; {Marked}"),
        new("bit(1)", "bool", Exact, Checked, OfType),
        new("bit(2–64)", "uint64", Exact, Checked, OfType),
        new("year", "int16", Exact, Checked, OfType),
        new("date", "date32", Checked, Checked, $"{NoDate}; {TypeNames.Years}"),
        new("datetime(6)", "timestamp[s|ms|us|ns]", Checked, Checked, $"{NoDate}; {TypeNames.Years}, microseconds; read as microseconds"),
        new("datetime(6)", "timestamp[s|ms|us|ns, zone]", Checked, Checked, $"the instant in UTC, {Marked}; {TypeNames.Years}, microseconds"),
        new("timestamp(0–6)", "timestamp[us, UTC]", Checked, Checked, $"{NoDate}; {OfType}"),
        new("time(0–6)", "duration[us]", Exact, Checked, $"times go from -838:59:59 to 838:59:59, which no Arrow time holds; {OfType}"),
        new("time(6)", "time32, time64[us|ns]", Checked, Checked, $"times within the day fit, microseconds; {Marked}"),
        new("bigint", "duration[s|ms|us|ns]", Exact, Encoded, $"its number of units; {Marked}"),
        new(TypeNames.ShortText, "month_day_nano_interval", Checked, Encoded, $"text of ISO 8601; {Marked}"),
        new("char, varchar, tinytext, text, mediumtext", "utf8", Exact, Checked, $"the server converts from the column's character set; {OfType}, and varchar for text of which another engine's type tells the length"),
        new("longtext", "utf8, large_utf8", Exact, Exact, "varchar in a primary key, with longer values refused"),
        new("longtext", "null", null, Widened),
        new("binary, varbinary, tinyblob, blob, mediumblob", "binary", Exact, Checked, OfType),
        new("longblob", "binary, large_binary", Exact, Exact, "varbinary in a primary key, with longer values refused"),
        new("binary(n), varbinary(n), longblob", "fixed_size_binary(n)", Checked, Exact, Marked),
        new("json", "utf8 [arrow.json]", Exact, Checked, "MariaDB; must be valid JSON. MySQL's orders keys and rounds numbers: longtext there, but for what came from it"),
        new("enum", "dictionary<int32, utf8, ordered>", Exact, Checked, $"the labels are in the dictionary in their order, and in the field's metadata; unordered and only those that occur in the result of a query; {OfType}"),
        new("set", "dictionary<int32, utf8>", Exact, Checked, $"labels with commas between; {OfType}"),
        new("as its values", "dictionary<…>", null, Widened, "the values are kept, the dictionary is not; as exact as its values"),
        new("uuid", "fixed_size_binary(16) [arrow.uuid]", Exact, Exact, $"MariaDB from 10.7; else binary(16), {Marked}"),
        new("inet4, inet6", "utf8 [arrow.opaque]", Encoded, Checked, "MariaDB; kept as the server writes it"),
        new("geometry, point …", "binary [arrow.opaque]", Encoded, Checked, "the number of its reference system (4 bytes) and its well-known binary form"),
        new(TypeNames.LongText, "list, fixed_size_list, struct, map, union", Checked, Encoded, $"JSON; {Marked}"),
        new("as its storage", "other extension types", Encoded, Encoded, Marked),
        new("any other", "binary [arrow.opaque]", Encoded, null, "kept as the server's own bytes"),
    ];

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType) => SourceForms.Of(MySqlTypeText.Parse(nativeType), ReadingRules.Default);

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return SinkForms.Of(field, _rules);
    }

    /// <summary>
    /// A column keeps its native type where the server has it. Texts that were in a shorter character set may no longer fit varchar in utf8mb4: those go by the field, and so does what was kept in
    /// another form for want of a type that this server has.
    /// </summary>
    public override SinkColumn? ToSame(ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        MySqlType type = MySqlTypeText.Parse(column.NativeType);
        bool isOtherJson = type.Name == "json" && !_rules.KeepsJsonText && !FieldMarks.IsOrderedJson(column.Field);
        if (!NativeForms.IsKnown(type, _rules) || isOtherJson || IsStandIn(column, type))
        {
            return null;
        }

        // A server may hold a -0 that arithmetic made, and yet take none. The length of these texts is one in bytes.
        string? refused = type.Name is "float" or "double" && !_rules.KeepsNegativeZero ? "-0 is refused"
            : type.Name is "tinytext" or "text" or "mediumtext" && column.Collation is { } collation && !SinkRules.IsOfUtf8(collation) ? $"only texts whose UTF-8 a {type.Name} holds fit"
            : null;
        return new SinkColumn(column.NativeType, column.Field, refused is null ? Exact : Checked, refused);
    }

    /// <summary>Texts and bytes of any length are in no key: they get the length that an index takes whole.</summary>
    public override SinkColumn InKey(SinkColumn column, int keyColumnCount)
    {
        ArgumentNullException.ThrowIfNull(column);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(keyColumnCount);
        MySqlType type = MySqlTypeText.Parse(column.NativeType);
        if (!type.IsUnlimited)
        {
            return column;
        }

        int bytes = Math.Min(_rules.IndexBytes, SinkRules.KeyBytes / keyColumnCount);
        int most = type.IsBytes ? bytes : bytes / SinkRules.BytesOfCharacter;
        string note = string.Create(CultureInfo.InvariantCulture, $"at most {most} {(type.IsBytes ? "bytes" : "characters")}, as it is part of the key");
        return column with
        {
            NativeType = string.Create(CultureInfo.InvariantCulture, $"{(type.IsBytes ? "varbinary" : "varchar")}({most})"),
            Fidelity = column.Fidelity > Checked ? column.Fidelity : Checked,
            Note = column.Note is null ? note : $"{column.Note}; {note}",
        };
    }

    private bool IsStandIn(ColumnModel column, MySqlType type)
    {
        string own = SinkForms.Of(column.Field, _rules).NativeType;
        return own is "uuid" or "inet4" or "inet6" && own != type.Name;
    }
}
