using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Read;

public sealed class TypeReadTests
{
    [Theory]
    [InlineData("tinyint", "-128", "int8", "-128")]
    [InlineData("tinyint(1)", "7", "int8", "7")]
    [InlineData("tinyint unsigned", "255", "uint8", "255")]
    [InlineData("smallint", "-32768", "int16", "-32768")]
    [InlineData("smallint unsigned", "65535", "uint16", "65535")]
    [InlineData("mediumint", "-8388608", "int32", "-8388608")]
    [InlineData("mediumint unsigned", "16777215", "uint32", "16777215")]
    [InlineData("int", "-2147483648", "int32", "-2147483648")]
    [InlineData("int unsigned", "4294967295", "uint32", "4294967295")]
    [InlineData("int(6) zerofill", "42", "uint32", "42")]
    [InlineData("bigint", "-9223372036854775808", "int64", "-9223372036854775808")]
    [InlineData("bigint unsigned", "18446744073709551615", "uint64", "18446744073709551615")]
    [InlineData("decimal(5,2)", "-999.99", "decimal128(5, 2)", "-999.99")]
    [InlineData("decimal(5,2)", "0.05", "decimal128(5, 2)", "0.05")]
    [InlineData("decimal(2,2)", "-0.05", "decimal128(2, 2)", "-0.05")]
    [InlineData("decimal(18,0)", "999999999999999999", "decimal128(18, 0)", "999999999999999999")]
    [InlineData("decimal(38,10)", "-1234567890123456789012345678.0123456789", "decimal128(38, 10)", "-1234567890123456789012345678.0123456789")]
    [InlineData("decimal(65,30)", "12345678901234567890123456789012345.012345678901234567890123456789", "decimal256(65, 30)", "12345678901234567890123456789012345.012345678901234567890123456789")]
    [InlineData("decimal(10,3) unsigned", "0.125", "decimal128(10, 3)", "0.125")]
    [InlineData("float", "16777216", "float32", "16777216")]
    [InlineData("float", "0.1", "float32", "0.1")]
    [InlineData("double", "0.1", "float64", "0.1")]
    [InlineData("double", "1.7976931348623157e308", "float64", "1.7976931348623157E+308")]
    [InlineData("bit(1)", "b'1'", "bool", "true")]
    [InlineData("bit(64)", "0xFFFFFFFFFFFFFFFF", "uint64", "18446744073709551615")]
    [InlineData("bit(12)", "b'101010101010'", "uint64", "2730")]
    [InlineData("year", "2155", "int16", "2155")]
    [InlineData("date", "'9999-12-31'", "date32", "9999-12-31")]
    [InlineData("date", "'0001-01-01'", "date32", "0001-01-01")]
    [InlineData("datetime", "'1000-01-01 00:00:00'", "timestamp[us]", "1000-01-01T00:00:00.000000")]
    [InlineData("datetime(6)", "'2024-02-29 23:59:59.999999'", "timestamp[us]", "2024-02-29T23:59:59.999999")]
    [InlineData("datetime(3)", "'1969-12-31 23:59:59.500'", "timestamp[us]", "1969-12-31T23:59:59.500000")]
    [InlineData("timestamp(6) NULL", "'2038-01-19 03:14:07.999999'", "timestamp[us, UTC]", "2038-01-19T03:14:07.999999Z")]
    [InlineData("time", "'838:59:59'", "duration[us]", "PT838H59M59S")]
    [InlineData("time(6)", "'-00:00:00.000001'", "duration[us]", "-PT0.000001S")]
    [InlineData("time", "'-838:59:59'", "duration[us]", "-PT838H59M59S")]
    [InlineData("char(5)", "'ab'", "utf8", "ab")]
    [InlineData("varchar(10) CHARACTER SET latin1", "'grün'", "utf8", "grün")]
    [InlineData("varchar(10) CHARACTER SET cp1251", "'привет'", "utf8", "привет")]
    [InlineData("varchar(10) CHARACTER SET utf16", "'a😀b'", "utf8", "a😀b")]
    [InlineData("longtext", "repeat('x', 70)", "utf8", "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    [InlineData("binary(4)", "0x00FF", "binary", "00ff0000")]
    [InlineData("varbinary(4)", "0x00FF", "binary", "00ff")]
    [InlineData("longblob", "0xDEADBEEF", "binary", "deadbeef")]
    [InlineData("enum('a','b''c','ü')", "'b''c'", "dictionary<int32, utf8, ordered>", "b'c")]
    [InlineData("set('x','y','z')", "'z,x'", "dictionary<int32, utf8>", "x,z")]
    [InlineData("point", "point(1,2)", "binary", "000000000101000000000000000000f03f0000000000000040")]
    public void Values_of_a_table_and_of_a_query_are_read_exactly(string type, string literal, string arrow, string expected)
    {
        foreach (MySqlFlavour flavour in new[] { MySqlFlavour.MariaDb, MySqlFlavour.MySql56 })
        {
            using var test = new TestDatabase($"CREATE TABLE t (id int PRIMARY KEY, v {type}); INSERT INTO t VALUES (1, {literal}), (2, NULL);", flavour);
            Assert.Equal([$"{expected}", "∅"], Values(test, arrow, new TableName("t")));
            string queried = arrow.Replace(", ordered", "", StringComparison.Ordinal);
            Assert.Equal([$"{expected}", "∅"], Values(test, queried, new QueryRelation(new Statement("SELECT v FROM t ORDER BY id"))));
        }
    }

    [Fact]
    public void Json_and_uuid_of_MariaDB_are_known_as_such()
    {
        const string Uuid = "6ccd780c-baba-1026-9564-5b8c656024db";
        using var test = new TestDatabase($$"""CREATE TABLE t (j json, u uuid, i inet6); INSERT INTO t VALUES ('{"a": 1}', '{{Uuid}}', '2001:db8::1');""");
        TableModel table = test.Connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal([ExtensionNames.Json, ExtensionNames.Uuid, ExtensionNames.Opaque], table.Columns.Select(c => c.Field.ExtensionName));
        Assert.Equal(["json", "uuid", "inet6"], table.Columns.Select(c => c.NativeType));
        Assert.Empty(table.Checks);
        Assert.Equal([$$"""{"a": 1}|{{Uuid}}|2001:db8::1"""], Plain(test, new TableName("t")));
        Assert.Equal([$$"""{"a": 1}|{{Uuid}}|2001:db8::1"""], Plain(test, new QueryRelation(new Statement("SELECT * FROM t"))));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void Dates_that_no_calendar_has_are_an_error_NULL_or_text_as_asked(MySqlFlavour flavour)
    {
        const string Script = "SET sql_mode = ''; CREATE TABLE t (d date NOT NULL, m datetime(3)); INSERT INTO t VALUES ('2024-01-01', '2024-01-01 12:00:00.5'), ('0000-00-00', '2024-02-00 00:00:00'), ('2023-00-15', NULL);";
        using (var test = new TestDatabase(Script, flavour))
        {
            ConnectorException error = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t"))));
            Assert.Equal(ConnectorStatus.InvalidData, error.Status);
            Assert.Contains("0000-00-00, in column \"d\", row 1", error.Message, StringComparison.Ordinal);
            Assert.Equal(3, test.Connection.CountRowsAsync(new ScanRequest(new TableName("t"))).AsTask().GetAwaiter().GetResult());
        }

        using (var test = new TestDatabase(Script, flavour, ("zero_dates", "null")))
        {
            using QueryResult result = test.Connection.Query(new Statement("SELECT * FROM t") { ReadOptions = test.Reading });
            Assert.Equal(3, TestDatabase.Rows(result.Reader).Count);
            Assert.Equal(["2 dates in column \"d\"", "1 dates in column \"m\""], result.Messages.Select(message => message.Text[..21]));
        }

        using (var test = new TestDatabase(Script, flavour, ("zero_dates", "text")))
        {
            Assert.Equal(["2024-01-01|2024-01-01 12:00:00.500", "0000-00-00|2024-02-00 00:00:00.000", "2023-00-15|"], Plain(test, new TableName("t")));
        }
    }

    [Fact]
    public void A_tinyint_of_one_is_bool_where_that_is_asked_for_and_nothing_else_fits()
    {
        using var test = new TestDatabase("CREATE TABLE t (b tinyint(1)); INSERT INTO t VALUES (0), (1), (NULL);", options: ("tinyint1_as_bool", "true"));
        Assert.Equal(["false", "true", "∅"], Values(test, "bool", new TableName("t")));
        test.Connection.Execute("INSERT INTO t VALUES (2)");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t"))));
        Assert.Contains("2 is neither 0 nor 1, in column \"b\", row 3", error.Message, StringComparison.Ordinal);
    }

    private static List<string> Values(TestDatabase test, string arrow, Relation relation)
    {
        using RecordBatchReader reader = test.Connection.Read(new ScanRequest(relation) { Columns = relation is TableName name && test.Connection.Catalog.GetTable(name).Columns.Count > 1 ? ["v"] : null, ReadOptions = test.Reading });
        Assert.Equal(arrow, reader.Schema[0].Type.ToString());
        return Cells(reader);
    }

    private static List<string> Cells(RecordBatchReader reader)
    {
        var cells = new List<string>();
        var formatter = new ValueFormatter(reader.Schema[0].WithMetadata(ArrowMetadata.Empty));
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                cells.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => batch[0].IsNull(row) ? "∅" : formatter.Format(batch[0], row)));
            }
        }

        return cells;
    }

    private static List<string> Plain(TestDatabase test, Relation relation)
    {
        using RecordBatchReader reader = test.Connection.Read(new ScanRequest(relation) { ReadOptions = test.Reading });
        var rows = new List<string>();
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                for (int row = 0; row < batch.RowCount; row++)
                {
                    rows.Add(string.Join('|', Enumerable.Range(0, batch.Schema.Fields.Count).Select(i => batch[i].IsNull(row) ? "" : new ValueFormatter(batch.Schema[i]).Format(batch[i], row))));
                }
            }
        }

        return rows;
    }
}
