using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>Every type of DuckDB that its files of the default version hold, made by its own client. (VARIANT needs a newer version of the file.)</summary>
internal static class DuckDbZoo
{
    private static readonly string[] Days = ["'1970-01-01'", "'1969-12-31'", "'1582-10-04'", "'1582-10-15'", "'0001-01-01'", "'0044-03-15 (BC)'", "'9999-12-31'", "'10000-01-01'"];

    public static IReadOnlyList<NativeColumn> Columns { get; } =
    [
        new("boolean", "BOOLEAN", "true", "false"),
        new("tinyint", "TINYINT", "-128", "0", "127"),
        new("smallint", "SMALLINT", "-32768", "32767"),
        new("integer", "INTEGER", "-2147483648", "2147483647"),
        new("bigint", "BIGINT", "-9223372036854775808", "9223372036854775807", "9007199254740993"),
        new("utinyint", "UTINYINT", "0", "255"),
        new("usmallint", "USMALLINT", "0", "65535"),
        new("uinteger", "UINTEGER", "0", "4294967295"),
        new("ubigint", "UBIGINT", "0", "9223372036854775808", "18446744073709551615"),
        new("hugeint", "HUGEINT", "-170141183460469231731687303715884105728", "170141183460469231731687303715884105727", "0", "-1"),
        new("uhugeint", "UHUGEINT", "0", "340282366920938463463374607431768211455"),
        new("bignum", "BIGNUM", "0", "-1", "'123456789012345678901234567890123456789012345678901234567890'", "'-98765432109876543210987654321098765432109876543210'"),
        new("float", "FLOAT", "0", "'-0'", "0.1", "3.4028235e38", "1e-45", "'nan'", "'inf'", "'-inf'"),
        new("double", "DOUBLE", "0", "'-0'", "0.1", "1.7976931348623157e308", "5e-324", "9007199254740993", "'nan'", "'inf'", "'-inf'"),
        new("decimal_4_2", "DECIMAL(4,2)", "-99.99", "99.99", "0"),
        new("decimal_9_4", "DECIMAL(9,4)", "-99999.9999", "12345.6789"),
        new("decimal_18_18", "DECIMAL(18,18)", "'-0.999999999999999999'", "'0.000000000000000001'"),
        new("decimal_38_0", "DECIMAL(38,0)", "'-99999999999999999999999999999999999999'", "'99999999999999999999999999999999999999'"),
        new("decimal_38_38", "DECIMAL(38,38)", "'0.99999999999999999999999999999999999999'", "'-0.00000000000000000000000000000000000001'"),
        new("varchar", "VARCHAR", "''", "' '", "'NULL'", "'it''s'", "'twelve chars'", "'ünïcödé 🦆 日本 עברית'", "'a' || chr(10) || 'b' || chr(9)", "'007'", "repeat('long ', 1000)"),
        new("json", "JSON", "'{\"a\": [1, null]}'", "'null'", "'3'"),
        new("blob", "BLOB", "''", "'\\x00\\xFF'", "'\\x80abc'", "'plain text'"),
        new("bit", "BIT", "'1'", "'101'", "'00000000'", "'111111111'"),
        new("date", "DATE", [.. Days, "'5877642-06-25 (BC)'", "'5881580-07-10'"]),
        new("time", "TIME", "'00:00:00'", "'12:34:56.789012'", "'23:59:59.999999'"),
        new("time_24", "TIME", "'24:00:00'"),
        new("time_ns", "TIME_NS", "'00:00:00'", "'23:59:59.999999999'"),
        new("timetz", "TIMETZ", "'10:00:00+02'", "'00:00:00-15:59:59'", "'23:59:59.5+15:59'"),
        new("timestamp", "TIMESTAMP", [.. Days, "'290309-12-22 (BC) 00:00:00'", "'294247-01-10 04:00:54.775806'", "'2024-02-29 12:34:56.789012'"]),
        new("timestamp_s", "TIMESTAMP_S", [.. Days, "'1970-01-01 00:00:01'"]),
        new("timestamp_ms", "TIMESTAMP_MS", [.. Days, "'1970-01-01 00:00:00.001'"]),
        new("timestamp_ns", "TIMESTAMP_NS", "'1970-01-01 00:00:00.000000001'", "'2262-04-11 23:47:16.854775806'", "'1677-09-22'"),
        new("timestamptz", "TIMESTAMPTZ", [.. Days.Where(d => !d.Contains("BC", StringComparison.Ordinal)).Select(d => d.Insert(d.Length - 1, " 00:00:00+00")), "'2024-06-01 12:00:00.123456+05:30'"]),
        new("interval", "INTERVAL", "INTERVAL '1 month'", "INTERVAL '-3 days'", "INTERVAL '1 year 2 months 3 days 04:05:06.789'", "INTERVAL '-1 microsecond'"),
        new("uuid", "UUID", "'00000000-0000-0000-0000-000000000000'", "'ffffffff-ffff-ffff-ffff-ffffffffffff'", "'01234567-89ab-cdef-8123-456789abcdef'"),
        new("enum", "ENUM('a', 'it''s', 'ü', '')", "'a'", "'it''s'", "'ü'", "''"),
        new("list", "INTEGER[]", "[]", "[1, NULL, 3]", "[NULL]"),
        new("list_list", "VARCHAR[][]", "[['a'], [], NULL, ['a rather long text', NULL]]"),
        new("array", "INTEGER[3]", "[1, 2, 3]", "[NULL, 5, NULL]"),
        new("array_list", "DECIMAL(5,1)[2][]", "[[1.5, NULL], NULL, [0, -1]]"),
        new("struct", "STRUCT(a INTEGER, \"b c\" VARCHAR)", "{'a': 1, 'b c': 'x'}", "{'a': NULL, 'b c': NULL}"),
        new("struct_deep", "STRUCT(d DATE, l STRUCT(u UUID, i INTERVAL)[])", "{'d': '2000-01-01'::DATE, 'l': [{'u': '01234567-89ab-cdef-8123-456789abcdef'::UUID, 'i': INTERVAL '1 day'}, NULL]}"),
        new("map", "MAP(VARCHAR, INTEGER)", "MAP {'a': 1, 'b': NULL}", "MAP {}"),
        new("map_list", "MAP(INTEGER, VARCHAR[])", "MAP {1: ['x'], 2: NULL}"),
        new("union", "UNION(num INTEGER, str VARCHAR, lst INTEGER[])", "union_value(num := 5)", "union_value(str := 'a longer text here')", "union_value(str := NULL::VARCHAR)", "union_value(lst := [1, 2])"),
        new("bit_list", "BIT[]", "['101'::BIT, NULL]"),
        new("struct_odd", "STRUCT(b BIGNUM, t TIMETZ)", "{'b': 5::BIGNUM, 't': '10:00:00+02'::TIMETZ}"),
        new("enum_list", "ENUM('x', 'y')[]", "['x', 'y', NULL]"),
        new("hugeint_list", "HUGEINT[]", "[1, NULL, -1]"),
        new("geometry", "GEOMETRY", "'POINT(1 2)'", "'LINESTRING(0 0, 1 1, 2 2)'"),
        new("infinite_date", "DATE", "'2000-01-01'", "'infinity'"),
        new("infinite_timestamp", "TIMESTAMP", "'-infinity'"),
    ];

    /// <summary>The types that DuckDB itself writes into Parquet files and reads back as they were.</summary>
    public static IReadOnlyList<NativeColumn> InParquet { get; } =
    [
        .. Columns.Where(c => !c.Table.StartsWith("infinite", StringComparison.Ordinal) && c.Table is not ("hugeint" or "uhugeint" or "bignum" or "bit" or "timetz" or "interval" or "enum" or "array" or "array_list"
            or "struct_deep" or "union" or "bit_list" or "struct_odd" or "enum_list" or "hugeint_list" or "geometry" or "timestamp_s" or "timestamp_ms" or "time_ns" or "time_24")),
    ];

    public static void Make(Place database) => DuckDbJudge.Execute(database.Path, [.. Columns.SelectMany(Statements)]);

    public static void MakeParquet(Place file, NativeColumn column) =>
        DuckDbJudge.Execute(DuckDbJudge.InMemory, [.. Statements(column), $"COPY (SELECT * FROM {Judge.Quoted(column.Table)} ORDER BY id) TO '{file.Path}' (FORMAT parquet)"]);

    private static IEnumerable<string> Statements(NativeColumn column)
    {
        yield return $"CREATE TABLE {Judge.Quoted(column.Table)} (id BIGINT NOT NULL, v {column.Type})";
        IEnumerable<string> rows = column.Values.Prepend("NULL").Select((value, i) => $"({i}, ({value})::{column.Type})");
        yield return $"INSERT INTO {Judge.Quoted(column.Table)} VALUES {string.Join(", ", rows)}";
    }
}
