using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests;

public sealed class ScanTests
{
    private const string Numbers = """
        CREATE TABLE n (id bigint NOT NULL PRIMARY KEY, v varchar(20) NOT NULL) ENGINE = InnoDB;
        INSERT INTO n SELECT a.i + b.i * 10 + c.i * 100 + d.i * 1000 + e.i * 10000, concat('v', a.i) FROM
          (SELECT 0 i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) a,
          (SELECT 0 i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) b,
          (SELECT 0 i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) c,
          (SELECT 0 i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9) d,
          (SELECT 0 i UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5) e;
        INSERT INTO n VALUES (9223372036854775807, 'far');
        ANALYZE TABLE n;
        """;

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void Shares_of_a_table_hold_every_row_once_and_about_equally_many_in_spite_of_gaps(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(Numbers, flavour);
        var request = new ScanRequest(new TableName("n"));
        IReadOnlyList<Partition> shares = test.Connection.Partition(request, 4);
        Assert.Equal(4, shares.Count);
        var rows = new List<string>();
        foreach (Partition share in shares)
        {
            List<string> part = test.Read(request with { Partition = share });
            Assert.InRange(part.Count, 5_000, 30_000);
            rows.AddRange(part);
        }

        Assert.Equal(60_001, rows.Count);
        Assert.Equal(60_001, rows.Distinct().Count());
    }

    [Fact]
    public void A_token_from_outside_can_say_nothing_else_in_SQL()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int)");
        foreach (string token in new[] { "1 OR 1", "key 6964 0 1) OR (1", "key zz - -", "key 6964 0" })
        {
            ConnectorException error = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t")) { Partition = new Partition("x", token) }));
            Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        }
    }

    [Fact]
    public async Task Sessions_of_a_snapshot_see_one_moment()
    {
        using var test = new TestDatabase("CREATE TABLE s (a int) ENGINE = InnoDB; INSERT INTO s VALUES (1);");
        await using Snapshot snapshot = await test.Database.OpenSnapshotAsync(3, TestDatabase.Token);
        Assert.Equal((3, Consistency.Shared), (snapshot.Connections.Count, snapshot.Consistency));
        test.Connection.Execute("INSERT INTO s VALUES (2)");
        Assert.All(snapshot.Connections, connection => Assert.Equal(["[1]"], test.Read(new ScanRequest(new TableName("s")), connection)));
        Assert.Equal(["[1]", "[2]"], test.Read(new ScanRequest(new TableName("s"))));
    }

    [Fact]
    public async Task Without_the_right_to_lock_one_session_sees_a_moment()
    {
        Servers.GetPrivate();
        using var test = new TestDatabase("CREATE TABLE s (a int)");
        using Database database = test.Open(("user", MySqlUsers.Nobody), ("password", MySqlUsers.Password), ("database", "information_schema"));
        await using Snapshot snapshot = await database.OpenSnapshotAsync(3, TestDatabase.Token);
        Assert.Equal((1, Consistency.Shared), (snapshot.Connections.Count, snapshot.Consistency));
    }

    [Fact]
    public void Columns_filter_order_and_limit_narrow_a_scan()
    {
        using var test = new TestDatabase("CREATE TABLE `odd ``name` (a int, `b c` varchar(5)); INSERT INTO `odd ``name` VALUES (1,'x'),(2,'y'),(3,'z');");
        var request = new ScanRequest(new TableName("odd `name")) { Columns = ["b c"], Filter = "a > 1 -- the first is not wanted", Order = [new OrderBy("a", Descending: true)], Limit = 1 };
        Assert.Equal(["[\"z\"]"], test.Read(request));
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Read(request with { Columns = ["b d"] }));
        Assert.Contains("\"b c\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batches_keep_their_limits_and_huge_cells_keep_the_memory_s()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int PRIMARY KEY, v longblob); INSERT INTO t SELECT 1, repeat('x', 20000000); INSERT INTO t VALUES (2, 'y'), (3, NULL);");
        using (RecordBatchReader reader = test.Connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = test.Reading with { BatchRows = 2 } }))
        {
            using RecordBatch first = reader.ReadNext()!;
            Assert.Equal(1, first.RowCount);
            Assert.Equal(20_000_000, first[1].GetBytes(0).Length);
            using RecordBatch second = reader.ReadNext()!;
            Assert.Equal(2, second.RowCount);
            Assert.Null(reader.ReadNext());
        }

        var small = new ArrowAllocator(8 << 20);
        using (RecordBatchReader reader = test.Connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { Allocator = small } }))
        {
            ConnectorException error = Assert.Throws<ConnectorException>(() => reader.ReadNext());
            Assert.Equal(ConnectorStatus.ResourceExhausted, error.Status);
        }

        Assert.Equal(0, small.AllocatedBytes);
    }
}
