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

    private readonly SinkRules _rules;

    /// <summary>The map for a server.</summary>
    public MySqlTypeMap(SinkRules rules) => _rules = rules;

    /// <summary>The map of what every server has.</summary>
    public static MySqlTypeMap Instance { get; } = new(SinkRules.Default);

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows { get; } =
    [
        new("tinyint", "int8", Exact, null, "tinyint(1) is bool with tinyint1_as_bool"),
        new("smallint", "int16", Exact, null),
        new("mediumint", "int32", Exact, null),
        new("int", "int32", Exact, null),
        new("bigint", "int64", Exact, null),
        new("tinyint unsigned", "uint8", Exact, null),
        new("smallint unsigned", "uint16", Exact, null),
        new("mediumint unsigned", "uint32", Exact, null),
        new("int unsigned", "uint32", Exact, null),
        new("bigint unsigned", "uint64", Exact, null),
        new("float", "float32", Exact, null),
        new("double", "float64", Exact, null),
        new("decimal(p,s)", "decimal128(p, s), decimal256(p > 38, s)", Exact, null),
        new("bit(1)", "bool", Exact, null),
        new("bit(2–64)", "uint64", Exact, null),
        new("year", "int16", Exact, null),
        new("date", "date32", Checked, null, NoDate),
        new("datetime(0–6)", "timestamp[us]", Checked, null, NoDate),
        new("timestamp(0–6)", "timestamp[us, UTC]", Checked, null, NoDate),
        new("time(0–6)", "duration[us]", Exact, null, "times go from -838:59:59 to 838:59:59, which no Arrow time holds"),
        new("char, varchar, tinytext, text, mediumtext, longtext", "utf8", Exact, null, "the server converts from the column's character set"),
        new("binary, varbinary, tinyblob, blob, mediumblob, longblob", "binary", Exact, null),
        new("json", "utf8 [arrow.json]", Exact, null),
        new("enum", "dictionary<int32, utf8, ordered>", Exact, null, "the labels are in the dictionary in their order, and in the field's metadata; unordered and only those that occur in the result of a query"),
        new("set", "dictionary<int32, utf8>", Exact, null, "labels with commas between"),
        new("uuid", "fixed_size_binary(16) [arrow.uuid]", Exact, null, "MariaDB"),
        new("inet4, inet6", "utf8 [arrow.opaque]", Encoded, null, "MariaDB; kept as the server writes it"),
        new("geometry, point …", "binary [arrow.opaque]", Encoded, null, "the number of its reference system (4 bytes) and its well-known binary form"),
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

    /// <summary>A column keeps its native type where the server has it. Texts that were in a shorter character set may no longer fit varchar in utf8mb4: those go by the field.</summary>
    public override SinkColumn? ToSame(ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        MySqlType type = MySqlTypeText.Parse(column.NativeType);
        bool isOtherJson = type.Name == "json" && !_rules.KeepsJsonText && !FieldMarks.IsOrderedJson(column.Field);
        return NativeForms.IsKnown(type, _rules) && !isOtherJson ? new SinkColumn(column.NativeType, column.Field, Exact) : null;
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
}
