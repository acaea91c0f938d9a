using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>SQLite's declared types and storage classes, made by the sqlite3 command.</summary>
internal static class SqliteZoo
{
    public static IReadOnlyList<NativeColumn> Columns { get; } =
    [
        new("integer", "INTEGER", "0", "-1", "9223372036854775807", "-9223372036854775808"),
        new("int", "INT", "0", "2147483648"),
        new("tinyint", "TINYINT", "-128", "127"),
        new("smallint", "SMALLINT", "-32768", "32767"),
        new("mediumint", "MEDIUMINT", "8388607"),
        new("bigint", "BIGINT", "9007199254740993"),
        new("unsigned_big_int", "UNSIGNED BIG INT", "9223372036854775807"),
        new("int2", "INT2", "5"),
        new("int8", "INT8", "5"),
        new("real", "REAL", "0.1", "-0.0", "1e308", "5e-324", "9e999", "-9e999"),
        new("double", "DOUBLE", "0.5", "9007199254740993.0"),
        new("double_precision", "DOUBLE PRECISION", "0.5"),
        new("float", "FLOAT", "0.1"),
        new("numeric", "NUMERIC", "1", "2.5"),
        new("decimal_10_2", "DECIMAL(10,2)", "0", "12.25", "-99999999.99"),
        new("text", "TEXT", "''", "' '", "'NULL'", "'it''s'", "'日本 🚢 é'", "'a' || char(10) || 'b'", "'007'", "'2024-01-31'"),
        new("varchar", "VARCHAR(20)", "'x'", "'longer than twenty characters'"),
        new("nchar", "NATIVE CHARACTER(70)", "'x'"),
        new("clob", "CLOB", "'x'"),
        new("blob", "BLOB", "X''", "X'00FF80'", "X'2730'"),
        new("boolean", "BOOLEAN", "0", "1"),
        new("date", "DATE", "'1970-01-01'", "'1582-10-04'", "'0001-01-01'", "'9999-12-31'"),
        new("datetime", "DATETIME", "'1970-01-01 00:00:00'", "'1582-10-04 12:34:56'", "'9999-12-31 23:59:59'"),
        new("timestamp", "TIMESTAMP", "'2024-02-29 12:34:56'"),
        new("time", "TIME", "'00:00:00'", "'23:59:59'"),
        new("json", "JSON", "'{\"a\": [1, null]}'", "'null'"),
        new("uuid", "UUID", "'01234567-89ab-cdef-8123-456789abcdef'"),
        new("undeclared", "", "1", "2.5", "'three'", "X'04'"),
        new("undeclared_integers", "", "1", "-2"),
        new("misfit_integer", "INTEGER", "1", "'three'"),
        new("misfit_text", "TEXT", "'x'", "X'FF'"),
        new("misfit_invalid_utf8", "TEXT", "CAST(X'FFFE' AS TEXT)"),
        new("misfit_boolean", "BOOLEAN", "1", "2"),
        new("misfit_date", "DATE", "'2024-01-31'", "'31.01.2024'"),
        new("misfit_datetime", "DATETIME", "'2024-01-31 00:00:00'", "1706659200"),
    ];

    public static void Make(Place database) => Sqlite3Judge.Execute(database.Path, $"BEGIN;{string.Concat(Columns.SelectMany(Statements))}COMMIT;");

    private static IEnumerable<string> Statements(NativeColumn column)
    {
        yield return $"CREATE TABLE {Judge.Quoted(column.Table)} (id BIGINT NOT NULL, v {column.Type});\n";
        IEnumerable<string> rows = column.Values.Prepend("NULL").Select((value, i) => $"({i}, {value})");
        yield return $"INSERT INTO {Judge.Quoted(column.Table)} VALUES {string.Join(", ", rows)};\n";
    }
}
