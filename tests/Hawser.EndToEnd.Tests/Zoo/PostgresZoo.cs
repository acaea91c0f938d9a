using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>PostgreSQL's types, made by psql.</summary>
internal static class PostgresZoo
{
    private const string Types = """
        CREATE TYPE mood AS ENUM ('sad', 'it''s', 'ü', '');
        CREATE DOMAIN positive AS integer CHECK (VALUE > 0);
        CREATE TYPE pair AS (a integer, "b c" text);
        CREATE TYPE nest AS (p pair, m mood[], d numeric(5,1)[]);
        CREATE TYPE span AS RANGE (subtype = float8);
        CREATE EXTENSION hstore; CREATE EXTENSION citext;
        """;

    private static readonly string[] Days = ["'1970-01-01'", "'1969-12-31'", "'1582-10-04'", "'1582-10-15'", "'0001-01-01'", "'0044-03-15 BC'", "'9999-12-31'", "'10000-01-01'"];

    public static IReadOnlyList<NativeColumn> Columns { get; } =
    [
        new("boolean", "boolean", "true", "false"),
        new("smallint", "smallint", "-32768", "32767"),
        new("integer", "integer", "-2147483648", "2147483647"),
        new("bigint", "bigint", "-9223372036854775808", "9223372036854775807", "9007199254740993"),
        new("real", "real", "0", "'-0'", "0.1", "3.4028235e38", "1e-45", "'nan'", "'inf'", "'-inf'"),
        new("double", "double precision", "0", "'-0'", "0.1", "1.7976931348623157e308", "5e-324", "9007199254740993", "'nan'", "'inf'", "'-inf'"),
        new("numeric_10_2", "numeric(10,2)", "0", "-99999999.99", "99999999.99", "0.10"),
        new("numeric_38_10", "numeric(38,10)", "'-9999999999999999999999999999.9999999999'", "0.0000000001"),
        new("numeric_76_0", "numeric(76,0)", "repeat('9', 76)", "('-' || repeat('9', 76))"),
        new("numeric_2_4", "numeric(2,4)", "0.0099", "-0.0001"),
        new("numeric_nan", "numeric(10,2)", "1.5", "'NaN'"),
        new("numeric", "numeric", "0", "0.10", "-1.5", "repeat('9', 200)", "1e-100", "'NaN'", "'Infinity'", "'-Infinity'"),
        new("text", "text", "''", "' '", "'NULL'", "'it''s'", "'ünïcödé 🦆 日本 עברית'", "E'a\\nb\\tc'", "'007'", "repeat('long ', 1000)"),
        new("varchar_5", "varchar(5)", "''", "'abcde'", "'日本語'"),
        new("char_5", "char(5)", "''", "'ab'", "'abcde'"),
        new("name", "name", "'x'"),
        new("bytea", "bytea", "''", "'\\x00ff'", "'\\x80616263'"),
        new("date", "date", [.. Days, "'4713-01-01 BC'", "'5874897-12-31'"]),
        new("infinite_date", "date", "'2000-01-01'", "'infinity'", "'-infinity'"),
        new("timestamp", "timestamp", [.. Days, "'2024-02-29 12:34:56.789012'"]),
        new("timestamp_0", "timestamp(0)", "'2024-02-29 12:34:56'"),
        new("late_timestamp", "timestamp", "'2000-01-01'", "'294276-12-31 23:59:59.999999'", "'infinity'", "'-infinity'"),
        new("timestamptz", "timestamptz", "'1970-01-01 00:00:00+00'", "'2024-06-01 12:00:00.123456+05:30'", "'0044-03-15 00:00:00+00 BC'"),
        new("time", "time", "'00:00:00'", "'12:34:56.789012'", "'23:59:59.999999'"),
        new("time_24", "time", "'00:00:00'", "'24:00:00'"),
        new("timetz", "timetz", "'10:00:00+02'", "'23:59:59.5-15:59'"),
        new("interval", "interval", "'1 month'", "'-3 days'", "'1 year 2 months 3 days 04:05:06.789'", "'-1 microsecond'", "'1 mon -1 day 1 hour'"),
        new("uuid", "uuid", "'00000000-0000-0000-0000-000000000000'", "'01234567-89ab-cdef-8123-456789abcdef'"),
        new("json", "json", "'{\"a\": [1, null],  \"a\": 2}'", "'null'", "'3.10'"),
        new("jsonb", "jsonb", "'{\"a\": [1, null]}'", "'null'", "'3.10'"),
        new("enum", "mood", "'sad'", "'it''s'", "'ü'", "''"),
        new("domain", "positive", "1", "2147483647"),
        new("composite", "pair", "ROW(1, 'x')", "ROW(NULL, NULL)"),
        new("integers", "integer[]", "'{}'", "'{1,NULL,3}'"),
        new("texts", "text[]", "'{\"\",a,\"NULL\",NULL,\"b c\"}'"),
        new("matrix", "integer[]", "'{1}'", "'{{1,2},{3,4}}'", "'[0:1]={5,6}'"),
        new("enums", "mood[]", "'{}'", "'{sad,NULL,it''s}'"),
        new("composites", "pair[]", "'{}'", "ARRAY[ROW(1, 'x')::pair, NULL]"),
        new("deep", "nest", "ROW(ROW(1, 'x'), '{sad}', '{0.5,NULL}')", "ROW(NULL, NULL, NULL)"),
        new("uuids", "uuid[]", "'{00000000-0000-0000-0000-000000000000}'"),
        new("jsonbs", "jsonb[]", "ARRAY['{\"a\": 1}'::jsonb, NULL]"),
        new("inets", "inet[]", "'{10.0.0.0/8,NULL}'"),
        new("user_range", "span", "'[0.5,1)'"),
        new("hashes", "hstore", "'a=>1, b=>NULL'"),
        new("caseless", "citext", "'Abc'"),
        new("int4range", "int4range", "'[1,5)'", "'empty'", "'(,)'"),
        new("tsrange", "tsrange", "'[2024-01-01,infinity)'"),
        new("int4multirange", "int4multirange", "'{}'", "'{[1,3),[5,)}'"),
        new("inet", "inet", "'10.0.0.1'", "'10.0.0.0/8'", "'2001:db8::1/64'"),
        new("cidr", "cidr", "'10.0.0.0/8'"),
        new("macaddr", "macaddr", "'08:00:2b:01:02:03'"),
        new("bit_3", "bit(3)", "B'101'"),
        new("varbit", "varbit", "B''", "B'1010101010'"),
        new("xml", "xml", "'<a>1</a>'"),
        new("money", "money", "'1234.56'", "'-0.01'"),
        new("oid", "oid", "0", "4294967295"),
        new("tsvector", "tsvector", "'fat:2 cat:3A'"),
        new("point", "point", "'(1,2.5)'"),
        new("polygon", "polygon", "'((0,0),(1,1),(1,0))'"),
        new("pg_lsn", "pg_lsn", "'16/B374D848'"),
    ];

    public static void Make(Place database)
    {
        string name = ServerPlaces.Of["postgres"].DatabaseOf(database.Path);
        PostgresServer.Shared.Execute(name, Types + string.Concat(Columns.SelectMany(Statements)));
    }

    private static IEnumerable<string> Statements(NativeColumn column)
    {
        yield return $"CREATE TABLE {Judge.Quoted(column.Table)} (id bigint NOT NULL, v {column.Type});\n";
        IEnumerable<string> rows = column.Values.Prepend("NULL").Select((value, i) => $"({i}, ({value})::{column.Type})");
        yield return $"INSERT INTO {Judge.Quoted(column.Table)} VALUES {string.Join(", ", rows)};\n";
    }
}
