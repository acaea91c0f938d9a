using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Connectors.DuckDb;
using Hawser.Connectors.Sqlite;
using Hawser.Copy;

namespace Hawser.Tests.Copy;

/// <summary>A broken writer never passes: every way of spoiling rows is found, and the place is named.</summary>
public sealed class SabotageTests
{
    public static TheoryData<Tampering, bool, string> Ways()
    {
        var ways = new TheoryData<Tampering, bool, string>();
        foreach (Tampering how in Enum.GetValues<Tampering>())
        {
            foreach (bool keyed in new[] { true, false })
            {
                ways.Add(how, keyed, "duckdb");
                ways.Add(how, keyed, "sqlite");
            }
        }

        return ways;
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_broken_writer_is_found_out_and_the_place_is_named(Tampering how, bool keyed, string engine)
    {
        Connector target = engine == "duckdb" ? new DuckDbConnector() : new SqliteConnector();
        using Database source = MakeSource(keyed);
        using Database sink = new TamperingDatabase(target.Open(target.ParseOptions([])), how);
        var job = new CopyJob(new CopySource(source), new CopyTarget(sink));
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await job.RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        if (how == Tampering.Doubles && keyed)
        {
            // The key that went along refuses the second one before anything is committed.
            Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
            return;
        }

        Assert.Equal(ConnectorStatus.VerificationFailed, error.Status);
        TestContext.Current.TestOutputHelper?.WriteLine(error.Message);
        Assert.Contains("copy of goods", error.Message, StringComparison.Ordinal);
        Assert.Contains("committed before they were read back", error.Hint, StringComparison.Ordinal);
        if (how is not (Tampering.Drops or Tampering.Doubles))
        {
            Assert.Contains("\"label\"", error.Message, StringComparison.Ordinal);
        }

        if (keyed && how != Tampering.Shifts)
        {
            Assert.Contains($"id = \"{TamperedBatch.Row}\"", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_reader_that_gives_columns_in_another_order_is_found_out()
    {
        var duckdb = new DuckDbConnector();
        using Database source = new MisorderingDatabase(MakeSource(keyed: true));
        using Database sink = duckdb.Open(duckdb.ParseOptions([]));
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await new CopyJob(new CopySource(source), new CopyTarget(sink)).RunAsync(cancellationToken: TestContext.Current.CancellationToken));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains("column \"label\" was planned as utf8 and reads as column \"remark\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_honest_writer_passes_and_every_row_is_accounted_for()
    {
        var duckdb = new DuckDbConnector();
        using Database source = MakeSource(keyed: true);
        using Database sink = duckdb.Open(duckdb.ParseOptions([]));
        CopyReport report = await new CopyJob(new CopySource(source), new CopyTarget(sink)).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        TableReport table = Assert.Single(report.Tables);
        Assert.Equal((500, 500, 0), (table.RowsRead, table.RowsWritten, table.RowsRejected));
        using Connection connection = sink.OpenConnection(TestContext.Current.CancellationToken);
        Assert.Equal(["id"], connection.Catalog.GetTable(new TableName("goods"), TestContext.Current.CancellationToken).PrimaryKey!.Columns);
    }

    [Fact]
    public async Task An_append_is_proved_beside_the_rows_that_were_there_before()
    {
        var duckdb = new DuckDbConnector();
        CancellationToken token = TestContext.Current.CancellationToken;
        using Database source = MakeSource(keyed: false);
        using Database sink = duckdb.Open(duckdb.ParseOptions([]));
        await new CopyJob(new CopySource(source), new CopyTarget(sink)).RunAsync(cancellationToken: token);
        CopyReport report = await new CopyJob(new CopySource(source), new CopyTarget(sink), new CopyOptions { Mode = LoadMode.Append }).RunAsync(cancellationToken: token);
        Assert.Equal(500, report.RowsWritten);
        using Connection connection = sink.OpenConnection(token);
        Assert.Equal(1000, await connection.CountRowsAsync(new ScanRequest(new TableName("goods")), token));
        using Database broken = new TamperingDatabase(sink, Tampering.Swaps);
        await Assert.ThrowsAsync<ConnectorException>(async () =>
            await new CopyJob(new CopySource(source), new CopyTarget(broken), new CopyOptions { Mode = LoadMode.Append }).RunAsync(cancellationToken: token));
    }

    private static Database MakeSource(bool keyed)
    {
        var sqlite = new SqliteConnector();
        Database database = sqlite.Open(sqlite.ParseOptions([]));
        using Connection connection = database.OpenConnection();
        connection.ExecuteScript($"""
            CREATE TABLE goods(id INTEGER {(keyed ? "PRIMARY KEY" : "")}, price REAL, label TEXT, remark TEXT);
            WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 499)
            INSERT INTO goods SELECT i, i / 7.0, 'label ' || i, 'remark ' || i FROM n;
            """);
        return database;
    }
}
