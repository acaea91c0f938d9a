namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>The columns that go to and from MySQL 5.6: those for which an old server may do as MariaDB does not, and one or two of each other kind. The whole zoo goes through MariaDB.</summary>
internal static class MySql56Columns
{
    private static readonly Dictionary<string, HashSet<string>> Of = new()
    {
        ["mysql56"] =
        [
            "truth", "bigint_unsigned", "zerofill", "float", "double", "decimal_65_30", "bit_1", "bit_12", "year", "zero_date", "datetime_6", "timestamp_3", "time_6", "char_5", "varchar_20", "latin", "cyrillic",
            "utf16", "longtext", "binary_4", "blob", "enum", "set", "geometry",
        ],
        ["mysql"] = ["truth", "bigint_unsigned", "double", "decimal_65_30", "bit_64", "zero_date", "datetime_6", "timestamp_3", "time_6", "latin", "longtext", "blob", "enum", "set", "json", "uuid", "inet4", "inet6", "point"],
        ["arrow"] =
        [
            "truth", "int8", "uint64", "float64", "decimal_38_38", "decimal_9_minus3", "decimal256_76_38", "utf8", "large_binary", "fixed_16", "json", "uuid", "opaque", "date32", "time_ns", "timestamp_ns",
            "timestamp_us_oslo", "duration_ns", "interval", "dictionary_8", "list_struct", "map_text_int", "union_dense",
        ],
        ["duckdb"] =
        [
            "boolean", "uhugeint", "bignum", "float", "decimal_38_38", "varchar", "json", "blob", "bit", "time_24", "timetz", "timestamp_ns", "timestamptz", "interval", "uuid", "enum", "list", "struct_deep", "map",
            "union", "geometry",
        ],
        ["postgres"] =
        [
            "boolean", "real", "numeric_nan", "numeric", "text", "char_5", "bytea", "infinite_date", "timestamptz", "time_24", "interval", "uuid", "json", "jsonb", "enum", "composite", "integers", "inet",
            "int4range", "xml", "money", "point",
        ],
        ["parquet"] = ["ubigint", "decimal_38_38", "varchar", "json", "timestamp_ns", "uuid", "list_list", "struct", "map"],
        ["sqlite"] = ["integer", "bigint", "real", "numeric", "text", "blob", "boolean", "datetime", "time", "json", "uuid", "undeclared", "misfit_invalid_utf8"],
    };

    /// <summary>Whether a column of the zoo of some kind goes there or comes from there.</summary>
    public static bool Has(string kind, string column) => Of[kind].Contains(column);
}
