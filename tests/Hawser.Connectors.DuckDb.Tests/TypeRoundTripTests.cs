using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

public class TypeRoundTripTests
{
    public static TheoryData<string, string> Values() => new()
    {
        { "BOOLEAN", "true, false" },
        { "TINYINT", "-128, 0, 127" },
        { "SMALLINT", "-32768, 32767" },
        { "INTEGER", "-2147483648, 2147483647" },
        { "BIGINT", "-9223372036854775808, 9223372036854775807" },
        { "UTINYINT", "0, 255" },
        { "USMALLINT", "0, 65535" },
        { "UINTEGER", "0, 4294967295" },
        { "UBIGINT", "0, 18446744073709551615" },
        { "HUGEINT", "-170141183460469231731687303715884105728, 170141183460469231731687303715884105727, 0, -1" },
        { "UHUGEINT", "0, 340282366920938463463374607431768211455" },
        { "BIGNUM", "0, 1, -1, 256, -256, 123456789012345678901234567890123456789012345678901234567890, -98765432109876543210987654321098765432109876543210" },
        { "FLOAT", "0, '-0'::FLOAT, 'nan'::FLOAT, 'inf'::FLOAT, '-inf'::FLOAT, 3.4028235e38::FLOAT, 1e-45::FLOAT" },
        { "DOUBLE", "0, '-0'::DOUBLE, 'nan'::DOUBLE, 'inf'::DOUBLE, '-inf'::DOUBLE, 1.7976931348623157e308, 5e-324, 0.1" },
        { "DECIMAL(1,0)", "-9, 9" },
        { "DECIMAL(4,2)", "-99.99, 99.99" },
        { "DECIMAL(9,4)", "-99999.9999, 12345.6789" },
        { "DECIMAL(18,18)", "-0.999999999999999999, 0.000000000000000001" },
        { "DECIMAL(38,0)", "-99999999999999999999999999999999999999, 99999999999999999999999999999999999999" },
        { "DECIMAL(38,38)", "'0.99999999999999999999999999999999999999'::DECIMAL(38,38), '-0.00000000000000000000000000000000000001'::DECIMAL(38,38)" },
        { "VARCHAR", "'', 'a', 'twelve chars', 'thirteen char', 'ünïcödé 🦆', repeat('long ', 1000), chr(1), 'a' || chr(10) || 'b'" },
        { "JSON", "'{\"a\": [1, null]}', 'null', '3'" },
        { "BLOB", "''::BLOB, '\\x00\\xFF'::BLOB, '\\x00\\x01\\x02\\x03\\x04\\x05\\x06\\x07\\x08\\x09\\x0A\\x0B\\x0C\\x0D'::BLOB" },
        { "BIT", "'1'::BIT, '101'::BIT, '00000000'::BIT, '111111111'::BIT, repeat('10', 60)::BIT" },
        { "DATE", "'1970-01-01'::DATE, '0001-01-01'::DATE, '1582-10-04'::DATE, '9999-12-31'::DATE, '5877642-06-25 (BC)'::DATE, '5881580-07-10'::DATE" },
        { "TIME", "'00:00:00'::TIME, '23:59:59.999999'::TIME, '24:00:00'::TIME" },
        { "TIME_NS", "'00:00:00'::TIME_NS, '23:59:59.999999999'::TIME_NS" },
        { "TIMETZ", "'10:00:00+02'::TIMETZ, '00:00:00-15:59:59'::TIMETZ, '23:59:59.5+15:59'::TIMETZ, '12:00:00.000001+00'::TIMETZ" },
        { "TIMESTAMP", "'1970-01-01'::TIMESTAMP, '290309-12-22 (BC) 00:00:00'::TIMESTAMP, '294247-01-10 04:00:54.775806'::TIMESTAMP, '2024-02-29 12:34:56.789012'::TIMESTAMP" },
        { "TIMESTAMP_S", "'1970-01-01 00:00:01'::TIMESTAMP_S, '9999-12-31 23:59:59'::TIMESTAMP_S, '0001-01-01'::TIMESTAMP_S" },
        { "TIMESTAMP_MS", "'1970-01-01 00:00:00.001'::TIMESTAMP_MS, '9999-12-31 23:59:59.999'::TIMESTAMP_MS" },
        { "TIMESTAMP_NS", "'1970-01-01 00:00:00.000000001'::TIMESTAMP_NS, '2262-04-11 23:47:16.854775806'::TIMESTAMP_NS, '1677-09-22'::TIMESTAMP_NS" },
        { "TIMESTAMPTZ", "'1970-01-01 00:00:00+00'::TIMESTAMPTZ, '2024-06-01 12:00:00.123456+05:30'::TIMESTAMPTZ" },
        { "INTERVAL", "INTERVAL '1 month', INTERVAL '-3 days', INTERVAL '1 year 2 months 3 days 04:05:06.789', INTERVAL '-1 microsecond', INTERVAL '290 years'" },
        { "UUID", "'00000000-0000-0000-0000-000000000000'::UUID, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::UUID, '01234567-89ab-cdef-8123-456789abcdef'::UUID" },
        { "ENUM('a', 'it''s', 'ü', '')", "'a', 'it''s', 'ü', ''" },
        { "INTEGER[]", "[]::INTEGER[], [1, NULL, 3], [NULL]::INTEGER[]" },
        { "VARCHAR[][]", "[['a'], [], NULL, ['a rather long text', NULL]]" },
        { "INTEGER[3]", "[1, 2, 3], [NULL, 5, NULL]" },
        { "DECIMAL(5,1)[2][]", "[[1.5, NULL], NULL, [0, -1]]" },
        { "STRUCT(a INTEGER, \"b c\" VARCHAR)", "{'a': 1, 'b c': 'x'}, {'a': NULL, 'b c': NULL}" },
        { "STRUCT(d DATE, l STRUCT(u UUID, i INTERVAL)[])", "{'d': '2000-01-01'::DATE, 'l': [{'u': '01234567-89ab-cdef-8123-456789abcdef'::UUID, 'i': INTERVAL '1 day'}, NULL]}" },
        { "MAP(VARCHAR, INTEGER)", "MAP {'a': 1, 'b': NULL}, MAP {}" },
        { "MAP(INTEGER, VARCHAR[])", "MAP {1: ['x'], 2: NULL}" },
        { "UNION(num INTEGER, str VARCHAR, lst INTEGER[])", "union_value(num := 5), union_value(str := 'a longer text here'), union_value(str := NULL::VARCHAR), union_value(lst := [1, 2])" },
        { "BIT[]", "['101'::BIT, NULL]" },
        { "STRUCT(b BIGNUM, t TIMETZ)", "{'b': 5::BIGNUM, 't': '10:00:00+02'::TIMETZ}" },
        { "ENUM('x', 'y')[]", "['x', 'y', NULL]" },
        { "GEOMETRY", "'POINT(1 2)'::GEOMETRY, 'LINESTRING(0 0, 1 1, 2 2)'::GEOMETRY" },
        { "VARIANT", "1::VARIANT, 'text'::VARIANT, {'a': [1, 2], 'b': 'x'}::VARIANT" },
        { "TIMESTAMP[]", "['2020-01-01'::TIMESTAMP, NULL]" },
        { "BOOLEAN[]", "[true, NULL, false]" },
        { "HUGEINT[]", "[1, NULL, -1]" },
        { "UHUGEINT[]", "[1, NULL]" },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Values_come_back_as_they_were(string type, string values)
    {
        using var database = Duck.Open();
        using var source = database.OpenConnection();
        using var target = database.OpenConnection();
        source.ExecuteScript($"CREATE TABLE a (n INTEGER, x {type}); INSERT INTO a SELECT row_number() OVER (), x FROM (SELECT unnest([{string.Join(", ", Split(values).Select(v => $"({v})::{type}"))}, NULL::{type}]) AS x)");

        var result = source.Copy("SELECT * FROM a ORDER BY n", target, Duck.Into("b"));

        Assert.Equal(Split(values).Length + 1, result.RowsWritten);
        Assert.Equal(source.Texts("SELECT data_type FROM duckdb_columns() WHERE table_name = 'a'"), source.Texts("SELECT data_type FROM duckdb_columns() WHERE table_name = 'b'"));
        Assert.Equal(source.Texts("SELECT n, x, x IS NULL FROM a ORDER BY n"), target.Texts("SELECT n, x, x IS NULL FROM b ORDER BY n"));
        if (type != "VARIANT")
        {
            Assert.Equal(["0"], target.Texts("SELECT count(*) FROM a FULL JOIN b USING (n) WHERE a.x IS DISTINCT FROM b.x"));
        }
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void The_map_says_what_reading_gives(string type, string values)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute($"CREATE TABLE a (x {type})");
        var native = connection.Texts("SELECT data_type FROM duckdb_columns() WHERE table_name = 'a'")[0];
        var map = Duck.Connector.TypeMap;

        var source = map.ToArrow(native);
        using var result = connection.Query("SELECT x FROM a");
        var sink = map.ToNative(result.Reader.Schema[0]);

        Assert.NotEmpty(values);
        Assert.Equal(source.Field.WithName("x"), result.Reader.Schema[0]);
        Assert.Equal(source.Field.Type, sink.Stored.Type);
        Assert.Equal(map.ToArrow(sink.NativeType).Field, source.Field);
    }

    [Fact]
    public void Rows_of_many_chunks_keep_order_and_nulls()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var target = database.OpenConnection();
        connection.ExecuteScript(
            """
            CREATE TABLE a AS SELECT i, CASE WHEN i % 7 = 0 THEN NULL ELSE 'value number ' || i END s, CASE WHEN i % 3 = 0 THEN NULL ELSE i % 2 = 0 END b,
              CASE WHEN i % 5 = 0 THEN NULL ELSE [i, NULL, i + 1] END l, {'x': i, 'y': CASE WHEN i % 11 = 0 THEN NULL ELSE 'abc' END} st FROM range(100000) t(i);
            """);

        connection.Copy("SELECT * FROM a WHERE i % 10 <> 3", target, Duck.Into("b"), batchRows: 10_007);

        Assert.Equal(["90000"], target.Texts("SELECT count(*) FROM b"));
        Assert.Equal(["0"], target.Texts("SELECT count(*) FROM (SELECT i, (s, b, l, st)::VARCHAR v FROM a WHERE i % 10 <> 3) x FULL JOIN (SELECT i, (s, b, l, st)::VARCHAR v FROM b) y USING (i) WHERE x.v IS DISTINCT FROM y.v"));
        Assert.Equal(["true"], target.Texts("SELECT bool_and(i = e) FROM (SELECT i, (row_number() OVER (ORDER BY rowid) - 1) // 9 * 10 + [0, 1, 2, 4, 5, 6, 7, 8, 9][((row_number() OVER (ORDER BY rowid) - 1) % 9 + 1)::INT] e FROM b)"));
    }

    [Theory]
    [InlineData("SELECT 'infinity'::DATE AS d", "infinity")]
    [InlineData("SELECT '-infinity'::TIMESTAMP AS d", "-infinity")]
    [InlineData("SELECT INTERVAL '300000 days' + INTERVAL '400 years' + to_microseconds(9223372036854775807) AS d", "microseconds")]
    [InlineData("SELECT union_value(d := NULL::INTEGER) AS d", "first member")]
    public void A_value_without_an_Arrow_form_is_an_error_that_names_it(string sql, string part)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var result = connection.Query(sql);

        var error = Assert.Throws<ConnectorException>(() => result.Reader.ReadNext());

        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains(part, error.Message, StringComparison.Ordinal);
        Assert.Contains("column \"d\", row 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Known_values_lie_in_Arrow_as_Arrow_wants_them()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        using var batch = connection.One(
            "SELECT '01234567-89ab-cdef-8123-456789abcdef'::UUID u, -1.5::DECIMAL(9,2) d, '10:00:00.5-02:30'::TIMETZ t, '0101'::BIT b, '-170141183460469231731687303715884105728'::HUGEINT h, "
            + "INTERVAL '1 month 2 days 3 microseconds' i, 'y'::ENUM('x', 'y') e, (-5)::BIGNUM n, '2024-01-01 00:00:00+01'::TIMESTAMPTZ z");

        Assert.Equal(Convert.FromHexString("0123456789ABCDEF8123456789ABCDEF"), batch[0].GetBytes(0).ToArray());
        Assert.Equal((Int128)(-150), batch[1].Values<Int128>()[0]);
        Assert.Equal("10:00:00.5-02:30", batch[2].GetString(0));
        Assert.Equal("0101", batch[3].GetString(0));
        Assert.Equal("-170141183460469231731687303715884105728", batch[4].Values<Int256>()[0].ToString());
        Assert.Equal(new MonthDayNano(1, 2, 3000), batch[5].Values<MonthDayNano>()[0]);
        Assert.Equal("y", batch[6].Dictionary!.GetString((int)batch[6].GetDictionaryIndex(0)));
        Assert.Equal("-5", batch[7].GetString(0));
        Assert.Equal(new DateTimeOffset(2023, 12, 31, 23, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds() * 1000, batch[8].Values<long>()[0]);
    }

    /// <summary>Cuts at commas outside brackets and quotes.</summary>
    internal static string[] Split(string values)
    {
        var parts = new List<string>();
        int depth = 0, start = 0;
        var quoted = false;
        for (var i = 0; i < values.Length; i++)
        {
            quoted ^= values[i] == '\'';
            depth += quoted ? 0 : values[i] switch { '[' or '(' or '{' => 1, ']' or ')' or '}' => -1, _ => 0 };
            if (values[i] == ',' && depth == 0 && !quoted)
            {
                parts.Add(values[start..i].Trim());
                start = i + 1;
            }
        }

        return [.. parts, values[start..].Trim()];
    }
}
