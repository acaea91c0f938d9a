using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests;

public sealed class PartitionTests
{
    private const int RowCount = 40_000;
    private const string Digits = "(SELECT 0 i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9)";

    // Rows with the numbers 0 to 39,999, and a filling that makes the table many pages large.
    private const string Numbers = $"""
        (SELECT a.i + b.i * 10 + c.i * 100 + d.i * 1000 + e.i * 10000 AS n FROM {Digits} a, {Digits} b, {Digits} c, {Digits} d, {Digits} e WHERE e.i < 4) numbers
        """;

    public static TheoryData<string, string> Keys => new()
    {
        { "a int, b int", "if(n < 30000, 7, n), n" },
        { "a smallint, b varchar(30), c int", "1, concat('same', n div 15000), n" },
        { "a varchar(60) CHARACTER SET latin1", "concat('Käse ', md5(n))" },
        { "a varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci", "concat(elt(1 + n % 3, 'ä', 'Zeta', '漢 '), n)" },
        { "a varchar(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "concat(char(97 + n % 26), n)" },
        { "a char(60) CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci, b int", "if(n % 2, 'it''s', 'IT\\\\S'), n" },
        { "a varbinary(16)", "unhex(md5(n))" },
        { "a decimal(20,3)", "n - 20000.5" },
        { "a bigint unsigned", "18446744073709551615 - n * n" },
        { "a datetime, b char(5)", "date_add('2020-01-01', interval n * 7919 second), 'x'" },
        { "a date, b bigint", "date_add('1999-12-31', interval n div 1000 day), -n" },
        { "a timestamp(6) NOT NULL DEFAULT 0, b enum('y','x')", "from_unixtime(1500000000 + n / 8), 'x'" },
    };

    public static TheoryData<string, string, MySqlFlavour> KeysOnBoth
    {
        get
        {
            var data = new TheoryData<string, string, MySqlFlavour>();
            foreach (TheoryDataRow<string, string> row in Keys)
            {
                data.Add(row.Data.Item1, row.Data.Item2, MySqlFlavour.MariaDb);
                data.Add(row.Data.Item1, row.Data.Item2, MySqlFlavour.MySql56);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(KeysOnBoth))]
    public void Shares_along_any_key_hold_every_row_once_and_about_equally_many(string columns, string values, MySqlFlavour flavour)
    {
        string names = string.Join(", ", columns.Split(", ").Select(column => column.Split(' ')[0]));
        using var test = new TestDatabase(
            $"SET time_zone = '+00:00'; CREATE TABLE k ({columns}, filling char(100) NOT NULL, PRIMARY KEY ({names})) ENGINE = InnoDB; INSERT INTO k SELECT {values}, repeat('x', 100) FROM {Numbers}; ANALYZE TABLE k;", flavour);
        var request = new ScanRequest(new TableName("k"));
        IReadOnlyList<Partition> shares = test.Connection.Partition(request, 4);
        Assert.Equal(4, shares.Count);
        var rows = new List<string>();
        foreach (Partition share in shares)
        {
            List<string> part = test.Read(request with { Partition = share });
            Assert.InRange(part.Count, RowCount / 10, RowCount / 2);
            rows.AddRange(part);
        }

        Assert.Equal(RowCount, rows.Count);
        Assert.Equal(RowCount, rows.Distinct().Count());
    }

    [Theory]
    [InlineData("a varchar(60), PRIMARY KEY (a(10))")]
    [InlineData("a enum('x','y') PRIMARY KEY")]
    [InlineData("a int")]
    public void A_table_whose_key_does_not_order_whole_values_is_one_share(string columns)
    {
        using var test = new TestDatabase($"CREATE TABLE k ({columns}); INSERT INTO k VALUES (1)");
        Partition share = Assert.Single(test.Connection.Partition(new ScanRequest(new TableName("k")), 4));
        Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("k")) { Columns = ["a"], Partition = share }).Select(row => row.Replace("\"", "", StringComparison.Ordinal).Replace("x", "1", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_catalog_tells_how_much_of_a_column_is_in_the_primary_key()
    {
        using var test = new TestDatabase("CREATE TABLE k (a varchar(60), PRIMARY KEY (a(10)))");
        Assert.Equal("10", test.Connection.Catalog.GetTables(CatalogFilter.Tables).Single().Properties["primary_prefix:a"]);
    }
}
