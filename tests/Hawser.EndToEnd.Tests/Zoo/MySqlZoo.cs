using Hawser.EndToEnd.Tests.Places;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>MariaDB's types, which are MySQL's and some more, and those that MySQL 5.6 has, made by the mariadb command line.</summary>
internal static class MySqlZoo
{
    private static readonly string[] Days = ["'1970-01-01'", "'1969-12-31'", "'1582-10-04'", "'1582-10-15'", "'0001-01-01'", "'9999-12-31'"];

    public static IReadOnlyList<NativeColumn> Columns { get; } =
    [
        new("tinyint", "tinyint", "-128", "127"),
        new("truth", "tinyint(1)", "0", "1", "7"),
        new("smallint", "smallint", "-32768", "32767"),
        new("mediumint", "mediumint", "-8388608", "8388607"),
        new("int", "int", "-2147483648", "2147483647"),
        new("bigint", "bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993"),
        new("tinyint_unsigned", "tinyint unsigned", "0", "255"),
        new("smallint_unsigned", "smallint unsigned", "65535"),
        new("mediumint_unsigned", "mediumint unsigned", "16777215"),
        new("int_unsigned", "int unsigned", "4294967295"),
        new("bigint_unsigned", "bigint unsigned", "0", "9223372036854775808", "18446744073709551615"),
        new("zerofill", "int(6) zerofill", "42"),
        new("float", "float", "0", "0.1", "3.4028235e38", "1e-45", "16777216"),
        new("double", "double", "0", "-0e0", "0.1", "1.7976931348623157e308", "5e-324", "9007199254740993"),
        new("decimal_10_2", "decimal(10,2)", "0", "-99999999.99", "99999999.99", "0.10"),
        new("decimal_38_10", "decimal(38,10)", "-9999999999999999999999999999.9999999999", "0.0000000001"),
        new("decimal_65_30", "decimal(65,30)", "99999999999999999999999999999999999.999999999999999999999999999999", "-0.000000000000000000000000000001"),
        new("decimal_unsigned", "decimal(5,1) unsigned", "9999.9"),
        new("bit_1", "bit(1)", "b'0'", "b'1'"),
        new("bit_12", "bit(12)", "b'101010101010'"),
        new("bit_64", "bit(64)", "0xFFFFFFFFFFFFFFFF"),
        new("year", "year", "1901", "2155"),
        new("date", "date", Days),
        new("zero_date", "date", "'2024-02-29'", "'0000-00-00'", "'2024-00-10'"),
        new("datetime", "datetime", [.. Days, "'2024-02-29 12:34:56'"]),
        new("datetime_6", "datetime(6)", [.. Days, "'2024-02-29 12:34:56.789012'"]),
        new("timestamp", "timestamp NULL", "'1970-01-01 00:00:01'", "'2038-01-19 03:14:07'"),
        new("timestamp_3", "timestamp(3) NULL", "'2024-02-29 12:34:56.789'"),
        new("time", "time", "'00:00:00'", "'23:59:59'", "'-838:59:59'", "'838:59:59'"),
        new("time_6", "time(6)", "'12:34:56.789012'", "'-00:00:00.000001'"),
        new("char_5", "char(5)", "''", "'ab'", "'日本語'"),
        new("varchar_20", "varchar(20)", "''", "' '", "'NULL'", "'it''s'", "'\\\\'", "'twelve chars'"),
        new("latin", "varchar(20) CHARACTER SET latin1", "'grün'", "'€'"),
        new("cyrillic", "varchar(20) CHARACTER SET cp1251", "'привет'"),
        new("utf16", "varchar(20) CHARACTER SET utf16", "'a😀b'"),
        new("tinytext", "tinytext", "'x'", "''"),
        new("text", "text", "'ünïcödé 🦆 日本 עברית'", "'a\\nb\\tc\\rd\\0e'", "'007'", "repeat('long ', 1000)"),
        new("longtext", "longtext", "''", "'x'", "'\\\\N'"),
        new("binary_4", "binary(4)", "0x00FF", "0xDEADBEEF"),
        new("varbinary_20", "varbinary(20)", "''", "0x00FF00", "'plain'"),
        new("blob", "blob", "''", "0x5C4E", "0x80616263"),
        new("longblob", "longblob", "0x00", "0x0A0D09"),
        new("enum", "enum('sad','it''s','ü','')", "'sad'", "'it''s'", "'ü'", "''"),
        new("set", "set('x','y','z')", "''", "'x'", "'z,x'"),
        new("json", "json", "'{\"a\": [1, null],  \"a\": 2}'", "'null'", "'3.10'"),
        new("uuid", "uuid", "'00000000-0000-0000-0000-000000000000'", "'01234567-89ab-cdef-8123-456789abcdef'"),
        new("inet4", "inet4", "'10.0.0.1'"),
        new("inet6", "inet6", "'2001:db8::1'"),
        new("point", "point", "point(1, 2.5)"),
        new("geometry", "geometry", "ST_GeomFromText('LINESTRING(0 0, 1 1, 2 2)', 4326)", "ST_GeomFromText('POLYGON((0 0, 1 1, 1 0, 0 0))')"),
    ];

    /// <summary>The columns that a kind of server has types for.</summary>
    /// <remarks>MariaDB takes -0 for 0. MySQL keeps it, which is left out here, because DuckDB loses its sign when it writes its file: with its own client, too.</remarks>
    public static IEnumerable<NativeColumn> Of(string kind) => kind == "mysql" ? Columns
        : Columns.Where(column => column.Type is not ("json" or "uuid" or "inet4" or "inet6")).Select(column => column with { Values = [.. column.Values.Where(value => value != "-0e0")] });

    public static void Make(Place database) => ServerPlaces.MySqlOf(database.Kind)
        .Execute(ServerPlaces.Of[database.Kind].DatabaseOf(database.Path), "SET sql_mode = ''; SET NAMES utf8mb4;\n" + string.Concat(Of(database.Kind).SelectMany(Statements)));

    private static IEnumerable<string> Statements(NativeColumn column)
    {
        yield return $"CREATE TABLE `{column.Table}` (id bigint NOT NULL, v {column.Type});\n";
        yield return $"INSERT INTO `{column.Table}` VALUES {string.Join(", ", column.Values.Prepend("NULL").Select((value, i) => $"({i}, {value})"))};\n";
    }
}
