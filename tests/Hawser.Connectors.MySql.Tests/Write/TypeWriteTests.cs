using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

public sealed class TypeWriteTests
{
    private const string Columns = """
        id int PRIMARY KEY, i8 tinyint, u8 tinyint unsigned, i16 smallint, u16 smallint unsigned, i24 mediumint, u24 mediumint unsigned, i32 int, u32 int unsigned, i64 bigint, u64 bigint unsigned,
        f float, d double, dc decimal(65,30), dn decimal(10,2) unsigned, b1 bit(1), b64 bit(64), b9 bit(9), y year, da date, dt datetime(6), dt0 datetime, ts timestamp(6) NULL, tm time(6), tm0 time,
        c char(5), v varchar(30), l varchar(30) CHARACTER SET latin1, u3 varchar(30) CHARACTER SET utf8, cy text CHARACTER SET cp1251, t longtext, bn binary(3), vb varbinary(300), bl longblob,
        e enum('a','ü','2') CHARACTER SET latin1, s set('x','y','z'), g geometry, p point
        """;

    private const string Rows = """
        INSERT INTO z VALUES (1, -128, 255, -32768, 65535, -8388608, 16777215, -2147483648, 4294967295, -9223372036854775808, 18446744073709551615,
         1.17549435e-38, 5e-324, '-12345678901234567890123456789012345.123456789012345678901234567891', 99999999.99, b'1', b'1111111111111111111111111111111111111111111111111111111111111111', b'101111100',
         2155, '0000-01-01', '9999-12-31 23:59:59.999999', '1000-01-01 00:00:00', '2038-01-19 03:14:07.000001', '-838:59:59.000000', '838:59:59',
         'ab', 'tab\t nl\n bs\\ q\' nul\0 😀', 'ÿé', 'ü€', 'Привет', '\\N', x'00090A', x'5C4E00270DFFFE', x'E0', 'ü', 'x,z', ST_GeomFromText('POLYGON((0 0,1 0,1 1,0 0))', 4326), ST_GeomFromText('POINT(1.5 -2)'));
        INSERT INTO z (id) VALUES (2);
        INSERT INTO z VALUES (3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 3.4028235e38, -1.7976931348623157e308, 0, 0.05, b'0', b'0', b'0', 0, '2024-02-29', '1970-01-01 00:00:00.000000', '2024-02-29 12:00:01', '1970-01-01 00:00:01',
         '-00:00:00.000001', '-00:00:01', '', '', '', '', '', '', x'000000', '', '', '2', '', NULL, NULL);
        """;

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, true)]
    [InlineData(MySqlFlavour.MariaDb, false)]
    [InlineData(MySqlFlavour.MySql56, true)]
    [InlineData(MySqlFlavour.MySql56, false)]
    public void What_was_read_of_every_type_is_written_as_it_was(MySqlFlavour flavour, bool byFile)
    {
        using var test = new TestDatabase($"SET sql_mode=''; CREATE TABLE z ({Columns}); {Rows} CREATE TABLE copy LIKE z", flavour, ("local_infile", byFile ? "true" : "false"));
        Assert.Equal(new LoadResult(3, 0), test.Copy("z", "copy") with { Messages = [] });
        string columns = string.Join(", ", test.Connection.Describe(new TableName("z")).Schema.Fields.Select(field => $"hex({field.Name}), {(field.Name is "g" or "p" or "v" or "vb" or "bl" or "bn" or "b1" or "b9" or "b64" ? "1" : field.Name)}"));
        Assert.Equal(test.Rows("z", "1", columns), test.Rows("copy", "1", columns));
    }
}
