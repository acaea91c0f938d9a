using System.Globalization;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests;

/// <summary>Shares of about the same size, however the keys lie.</summary>
public sealed class KeyRangeTests
{
    [Theory]
    [InlineData("keyed_view")]
    [InlineData("parts")]
    public void Shares_of_keys_that_lie_unevenly_have_about_as_many_rows_each(string table)
    {
        const string Keys = "SELECT g FROM generate_series(1, 20000) g UNION ALL SELECT 1000000000000 + g * 1000000::bigint FROM generate_series(1, 20000) g UNION ALL SELECT 9000000000000000000";
        using var test = new TestDatabase($"""
            CREATE TABLE t (id bigint PRIMARY KEY); INSERT INTO t {Keys}; CREATE VIEW keyed_view AS SELECT id FROM t;
            CREATE TABLE parts (id bigint PRIMARY KEY) PARTITION BY RANGE (id); CREATE TABLE low PARTITION OF parts FOR VALUES FROM (MINVALUE) TO (1000);
            CREATE TABLE high PARTITION OF parts FOR VALUES FROM (1000) TO (MAXVALUE); INSERT INTO parts {Keys}; ANALYZE;
            """);
        var scan = new ScanRequest(new TableName(table));
        IReadOnlyList<Partition> partitions = test.Connection.Partition(scan, 8);
        Assert.Equal(8, partitions.Count);
        List<int> rows = [.. partitions.Select(partition => test.Read(scan with { Partition = partition }).Count)];
        Assert.Equal(40_001, rows.Sum());
        Assert.All(rows, count => Assert.InRange(count, 4000, 6000));
    }

    [Fact]
    public void Rows_that_came_since_the_histogram_count_as_what_the_table_has_grown()
    {
        long[] hundred = [.. Enumerable.Range(0, 101).Select(i => i * 10L)];
        Assert.Equal([250, 500, 750], KeyRanges.Cut(hundred, 1, 0, 1000, 4));
        Assert.Equal([500, 1000, 1500], KeyRanges.Cut(hundred, 2, 0, 2000, 4).Select(cut => (long)Math.Round(cut / 50.0) * 50));
        Assert.Equal([250, 500, 750], KeyRanges.Cut(hundred, 1, 0, 1_000_000_000_000, 4).Select(cut => (long)Math.Round(cut / 50.0) * 50));
    }

    [Theory]
    [InlineData("", 0, 100, "25 50 75")]
    [InlineData("0 100", 0, 100, "25 50 75")]
    [InlineData("500 600 700", 0, 100, "25 50 75")]
    [InlineData("1 2 3 4", 0, 9, "1 2 3")]
    [InlineData("", 0, 2, "1")]
    [InlineData("", -9223372036854775808, -1, "-6917529027641081856 -4611686018427387904 -2305843009213693952")]
    public void Cuts_ascend_and_lie_between_the_least_and_the_greatest_key(string histogram, long least, long greatest, string expected)
    {
        long[] bounds = [.. histogram.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(text => long.Parse(text, CultureInfo.InvariantCulture))];
        IReadOnlyList<long> cuts = KeyRanges.Cut(bounds, 1, least, greatest, 4);
        Assert.Equal(expected, string.Join(' ', cuts));
        Assert.Equal(cuts.Distinct().Order(), cuts);
        Assert.All(cuts, cut => Assert.True(cut > least && cut <= greatest));
    }
}
